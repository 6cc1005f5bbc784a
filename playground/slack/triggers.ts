import { ApiError } from './api-error.ts'
import limits from './blockkit-limits.json' with { type: 'json' }
import { newTriggerId } from './ids.ts'

export interface Triggers {
  issue(userId: string): string
  /** The person whose click or command it was. Single use, 3 s of real time. */
  exchange(triggerId: string): string
}

const LIFE_MS = limits.flows.triggerMs
const REMEMBERED = 1000

export function createTriggers(): Triggers {
  const issued = new Map<string, { userId: string; at: number; used: boolean }>()
  return {
    issue(userId) {
      const id = newTriggerId()
      issued.set(id, { userId, at: performance.now(), used: false })
      const [oldest] = issued.keys()
      if (issued.size > REMEMBERED && oldest) issued.delete(oldest)
      return id
    },
    exchange(triggerId) {
      const trigger = issued.get(triggerId)
      if (!trigger) throw new ApiError('invalid_trigger_id')
      if (trigger.used) throw new ApiError('exchanged_trigger_id')
      if (performance.now() - trigger.at > LIFE_MS) throw new ApiError('expired_trigger_id')
      trigger.used = true
      return trigger.userId
    },
  }
}
