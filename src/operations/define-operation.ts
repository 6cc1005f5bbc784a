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

/** What `decide` works with: one transaction, the asker, the validated input, what was read outside, one moment. */
export interface Decision<Input, Deps, Facts = undefined> {
  tx: Records
  actor: Actor
  input: Input
  facts: Facts
  now: number
  deps: Deps
}

/** A decision and its audit row. `subject` is the id of the record decided about. */
export interface Decided<Value> {
  outcome: Outcome<Value>
  /** null: nothing was decided and nothing changed. */
  audit: { subject: string; outcome: string; details?: Record<string, unknown> } | null
}

export interface OperationSpec<Input, Value, Deps extends OperationDeps, Facts = undefined> {
  name: string
  input: z.ZodType<Input>
  /** Whether its audit rows are kept for good and sealed; default: they are deleted with what they are about. */
  isKept?: boolean
  /** null when this actor may ask; records are judged in `decide`. */
  may(actor: Actor): Refusal | null
  /** Reads the outside world and the store before the transaction: what it finds may be old by then. */
  gather?(call: { actor: Actor; input: Input; now: number; deps: Deps }): Promise<Facts>
  decide(decision: Decision<Input, Deps, Facts>): Promise<Decided<Value>>
}

export type Operation<Value> = (call: { actor: Actor; input: unknown }) => Promise<Outcome<Value>>

/**
 * One verb: asks `may`, validates, decides in ONE transaction and writes the audit row in it.
 * Refusals by `may` and invalid input change nothing and are returned; a refusal by `decide` is audited too.
 */
export function defineOperation<Input, Value, Deps extends OperationDeps = OperationDeps, Facts = undefined>(
  spec: OperationSpec<Input, Value, Deps, Facts>,
): (deps: Deps) => Operation<Value> {
  return (deps) => async (call) => {
    const no = spec.may(call.actor)
    if (no) return { ok: false, refusal: no }
    const parsed = spec.input.safeParse(call.input)
    if (!parsed.success) {
      const first = parsed.error.issues[0]
      return refused('invalid-input', { field: first?.path.join('.') ?? '', problem: first?.message ?? '' })
    }
    const { actor } = call
    const input = parsed.data
    const facts = (await spec.gather?.({ actor, input, now: deps.now(), deps })) as Facts
    return deps.store.transaction(async (tx) => {
      const now = deps.now()
      const decided = await spec.decide({ tx, actor, input, facts, now, deps })
      if (decided.audit === null) return decided.outcome
      await tx.audit.append({
        at: now,
        actor,
        operation: spec.name,
        subject: decided.audit.subject,
        outcome: decided.audit.outcome,
        details: decided.audit.details ?? {},
        isKept: spec.isKept ?? false,
      })
      return decided.outcome
    })
  }
}

/** Only the bot's own jobs. */
export function systemOnly(actor: Actor): Refusal | null {
  return actor.kind === 'system' ? null : { reason: 'not-for-people' }
}
