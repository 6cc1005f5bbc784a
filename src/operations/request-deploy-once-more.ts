import { UniqueViolation } from '../domain/store.ts'
import type { Operation } from './define-operation.ts'

/** Decides once more when somebody else was first: the second time reads what they made of it. */
export function onceMore<Value>(operation: Operation<Value>): Operation<Value> {
  return async (call) => {
    try {
      const outcome = await operation(call)
      if (outcome.ok || outcome.refusal.reason !== 'changed-meanwhile') return outcome
    } catch (error) {
      if (!(error instanceof UniqueViolation)) throw error
    }
    return operation(call)
  }
}
