import limits from './blockkit-limits.json' with { type: 'json' }
import { randomText } from './ids.ts'

export interface ResponseUrl {
  kind: 'commands' | 'actions'
  userId: string
  channelId: string
  /** The message whose element was clicked. */
  source: { ts: string; ephemeral: boolean } | null
}

export interface ResponseUrls {
  issue(grant: ResponseUrl): string
  /** Uses it up by one; 30 minutes, 5 uses. */
  use(path: string): ResponseUrl | 'unknown' | 'used_url' | 'expired_url'
}

const { responseUrlMs, responseUrlUses } = limits.flows
const REMEMBERED = 5000

export function createResponseUrls(now: () => number, teamId: string): ResponseUrls {
  const issued = new Map<string, { grant: ResponseUrl; at: number; uses: number }>()
  return {
    issue(grant) {
      const path = `/${grant.kind}/${teamId}/${Date.now()}/${randomText(24)}`
      issued.set(path, { grant, at: now(), uses: 0 })
      const [oldest] = issued.keys()
      if (issued.size > REMEMBERED && oldest) issued.delete(oldest)
      return path
    },
    use(path) {
      const entry = issued.get(path)
      if (!entry) return 'unknown'
      if (now() - entry.at > responseUrlMs) return 'expired_url'
      if (entry.uses >= responseUrlUses) return 'used_url'
      entry.uses += 1
      return entry.grant
    },
  }
}
