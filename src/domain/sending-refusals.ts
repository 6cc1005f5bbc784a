/** What an error code of chat.postMessage or chat.update says about the next step. */
export type RefusalKind =
  /** This channel takes no message of ours. */
  | 'channel'
  /** Slack takes nothing of ours anywhere: token, scope, workspace. */
  | 'everything'
  /** These blocks or this text. */
  | 'content'
  /** The message to edit is gone or not ours. */
  | 'message-gone'
  /** The message stands but may not be edited any more. */
  | 'message-frozen'
  /** The thread takes no reply. */
  | 'thread-gone'
  | 'unknown'

// https://docs.slack.dev/reference/methods/chat.postMessage#errors and chat.update#errors
const KINDS: Record<Exclude<RefusalKind, 'unknown'>, string[]> = {
  channel: [
    'not_in_channel',
    'channel_not_found',
    'is_archived',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'messages_tab_disabled',
    'posting_to_channel_denied',
    'channel_is_limited_access',
    'method_not_supported_for_channel_type',
    'external_channel_migrating',
  ],
  everything: [
    'account_inactive',
    'invalid_auth',
    'not_authed',
    'token_revoked',
    'token_expired',
    'missing_scope',
    'no_permission',
    'not_allowed_token_type',
    'access_denied',
    'accesslimited',
    'app_access_restricted',
    'ekm_access_denied',
    'enterprise_is_restricted',
    'org_login_required',
    'team_access_not_granted',
    'team_added_to_org',
    'two_factor_setup_required',
  ],
  content: [
    'invalid_blocks',
    'invalid_blocks_format',
    'msg_blocks_too_long',
    'msg_blocks_too_many',
    'msg_too_long',
    'no_text',
    'invalid_arguments',
    'block_mismatch',
    'slack_connect_file_link_sharing_blocked',
    'slack_connect_canvas_sharing_blocked',
    'slack_connect_lists_sharing_blocked',
  ],
  'message-gone': ['message_not_found', 'cant_update_message', 'is_inactive'],
  'message-frozen': ['edit_window_closed'],
  'thread-gone': [
    'thread_not_found',
    'cannot_reply_to_message',
    'restricted_action_thread_locked',
    'restricted_action_non_threadable_channel',
  ],
}

const KIND_OF = new Map(
  Object.entries(KINDS).flatMap(([kind, errors]) =>
    errors.map((error) => [error, kind as RefusalKind] as const),
  ),
)

export function refusalKind(error: string): RefusalKind {
  return KIND_OF.get(error) ?? 'unknown'
}
