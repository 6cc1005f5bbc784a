import type { Fault } from '../../playground/slack/faults.ts'
import type { Random } from './random.ts'

/** What Slack and the network do on a bad day; one of them now and then. */
const BAD_DAY: Fault[] = [
  { method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 2 },
  { method: 'chat.postMessage', kind: 'status', status: 500 },
  { method: 'chat.postMessage', kind: 'drop', when: 'before' },
  { method: 'chat.postMessage', kind: 'drop', when: 'after' },
  { method: 'chat.postMessage', kind: 'error', error: 'internal_error' },
  { method: 'chat.update', kind: 'ratelimited', retryAfter: 3 },
  { method: 'chat.update', kind: 'status', status: 503 },
  { method: 'chat.update', kind: 'drop', when: 'after' },
  { method: 'conversations.history', kind: 'status', status: 500 },
  { method: 'conversations.replies', kind: 'drop', when: 'before' },
  { method: 'users.info', kind: 'status', status: 500 },
  { method: 'response_url', kind: 'status', status: 500 },
  { method: 'views.open', kind: 'drop', when: 'before' },
]

export function badDay(random: Random): Fault[] {
  return random.shuffled(BAD_DAY).slice(0, random.below(4))
}
