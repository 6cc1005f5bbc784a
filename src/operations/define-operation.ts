import type { z } from 'zod'
import { refused, type Actor, type Outcome, type Refusal } from '../domain/actor.ts'
import type { Records, Store } from '../domain/store.ts'
import type { NewId } from '../lib/id.ts'

/** What every operation is made with; operations that need policy extend it. */
export interface OperationDeps {
  store: Store
  now(): number
  newId: NewId
}

/** What `decide` works with: one transaction, the asker, the validated input, one moment. */
export interface Decision<Input, Deps> {
  tx: Records
  actor: Actor
  input: Input
  now: number
  deps: Deps
}

/** A decision and its audit row. `subject` is the id of the record decided about. */
export interface Decided<Value> {
  outcome: Outcome<Value>
  audit: { subject: string; outcome: string; details?: Record<string, unknown> }
}

export interface OperationSpec<Input, Value, Deps extends OperationDeps> {
  name: string
  input: z.ZodType<Input>
  /** null when this actor may ask; records are judged in `decide`. */
  may(actor: Actor): Refusal | null
  decide(decision: Decision<Input, Deps>): Promise<Decided<Value>>
}

export type Operation<Value> = (call: { actor: Actor; input: unknown }) => Promise<Outcome<Value>>

/**
 * One verb: asks `may`, validates, decides in ONE transaction and writes the audit row in it.
 * Refusals by `may` and invalid input change nothing and are returned; a refusal by `decide` is audited too.
 */
export function defineOperation<Input, Value, Deps extends OperationDeps = OperationDeps>(
  spec: OperationSpec<Input, Value, Deps>,
): (deps: Deps) => Operation<Value> {
  return (deps) => async (call) => {
    const no = spec.may(call.actor)
    if (no) return { ok: false, refusal: no }
    const parsed = spec.input.safeParse(call.input)
    if (!parsed.success) {
      const first = parsed.error.issues[0]
      return refused('invalid-input', { field: first?.path.join('.') ?? '', problem: first?.message ?? '' })
    }
    return deps.store.transaction(async (tx) => {
      const now = deps.now()
      const decided = await spec.decide({ tx, actor: call.actor, input: parsed.data, now, deps })
      await tx.audit.append({
        at: now,
        actor: call.actor,
        operation: spec.name,
        subject: decided.audit.subject,
        outcome: decided.audit.outcome,
        details: decided.audit.details ?? {},
      })
      return decided.outcome
    })
  }
}

/** Only the bot's own jobs. */
export function systemOnly(actor: Actor): Refusal | null {
  return actor.kind === 'system' ? null : { reason: 'not-for-people' }
}
