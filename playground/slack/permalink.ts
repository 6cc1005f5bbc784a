import type { StoredMessage } from './message-log.ts'

/** The address of a message, shaped as Slack's; it leads to the page of this workspace. */
export function permalink(url: string, channelId: string, message: StoredMessage): string {
  const address = `${url}/archives/${channelId}/p${message.ts.replace('.', '')}`
  return message.threadTs ? `${address}?thread_ts=${message.threadTs}&cid=${channelId}` : address
}
