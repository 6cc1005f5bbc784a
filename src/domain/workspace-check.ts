/** What a question to the workspace came to. `error` is Slack's code, or what happened to the call. */
export type Checked<Value> = { ok: true; value: Value } | { ok: false; error: string }

export interface CheckedChannel {
  name: string
  archived: boolean
  /** Whether the bot is a member: only then it can read what it posted. */
  joined: boolean
}

/** Port: what the workspace grants the bot, asked anew each time. Never throws. */
export interface WorkspaceCheck {
  /** Whether the bot token is accepted; `scopes` is null when Slack does not say. */
  bot(): Promise<Checked<{ team: string; scopes: string[] | null }>>
  /** The channels of these ids that the bot can see. */
  channels(ids: string[]): Promise<Checked<Map<string, CheckedChannel>>>
  /** Ids of the workspace's user groups that are in use. */
  userGroups(): Promise<Checked<string[]>>
}

/** Scopes of the bot token, each with what goes wrong without it. */
export const NEEDED_SCOPES: Record<string, string> = {
  commands: 'no slash command arrives',
  'chat:write': 'nothing can be posted',
  'chat:write.public': 'nothing can be posted into a channel before the bot is invited',
  'channels:history': 'after an unclear answer of Slack a message may stand twice in public channels',
  'groups:history': 'after an unclear answer of Slack a message may stand twice in private channels',
  'channels:read': 'public channels cannot be checked',
  'groups:read': 'private channels cannot be checked',
  'files:write': 'charts are lines of text, and /cost cannot give figures as a file',
  'files:read': 'nobody knows when an uploaded chart can be shown, so charts are lines of text',
  'im:write': 'figures of /cost cannot be sent as a file in a direct message',
  'users:read': 'nobody can be told from a guest, so every click is refused',
  'usergroups:read': 'admins and the members of teams are unknown',
}
