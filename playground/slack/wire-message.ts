import { wireFile } from './files/wire-file.ts'
import type { StoredMessage } from './message-log.ts'
import type { Channel } from './workspace.ts'
import type { World } from './world.ts'

/** A message as the Web API and payloads show it. */
export function wireMessage(
  world: World,
  channel: Channel,
  message: StoredMessage,
  { metadata = false }: { metadata?: boolean } = {},
): Record<string, unknown> {
  const { workspace } = world
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    ...(message.fromBot ? botFields(world) : { team: workspace.people.get(message.user)?.teamId }),
    text: message.text,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.files ? { files: filesOf(world, message.files), upload: true } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(metadata && message.metadata ? { metadata: message.metadata } : {}),
    ...threadFields(channel, message),
  }
}

function filesOf(world: World, ids: string[]) {
  return ids.flatMap((id) => {
    const file = world.files.get(id)
    return file ? [wireFile(world, file)] : []
  })
}

function botFields({ workspace: { bot, team } }: World) {
  return {
    bot_id: bot.botId,
    app_id: bot.appId,
    team: team.id,
    bot_profile: {
      id: bot.botId,
      app_id: bot.appId,
      user_id: bot.userId,
      name: bot.name,
      team_id: team.id,
      deleted: false,
    },
  }
}

function threadFields({ log }: Channel, message: StoredMessage) {
  if (message.threadTs) {
    const parent = log.get(message.threadTs)
    return { thread_ts: message.threadTs, ...(parent ? { parent_user_id: parent.user } : {}) }
  }
  const replies = log.replies(message.ts)
  const last = replies.at(-1)
  if (!last) return {}
  const users = [...new Set(replies.map((reply) => reply.user))]
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    reply_users: users.slice(0, 5),
    latest_reply: last.ts,
    is_locked: false,
    subscribed: false,
  }
}
