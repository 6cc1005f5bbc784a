const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])
/** Slack, and Slack for governments. */
const SLACK = /(^|\.)slack(-gov)?\.com$/

/**
 * Where bytes may be sent: to Slack over https, or to where the Web API was configured to be. An answer that leads
 * elsewhere would make the bot send what teams spend to a stranger.
 */
export function isUploadAddress(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.username || url.password) return false
  if (url.protocol === 'https:' && url.port === '' && SLACK.test(url.hostname)) return true
  const isSafe = url.protocol === 'https:' || LOOPBACK.has(url.hostname)
  return isSafe && url.origin === new URL(apiUrl).origin
}
