import { ApiError } from '../api-error.ts'
import { acceptView } from '../blockkit/view-definition.ts'
import { isRecord } from '../blockkit/checks.ts'
import type { Transport } from '../delivery.ts'
import { closedPayload, submissionPayload } from '../payloads.ts'
import { pushView, replaceView } from '../view-changes.ts'
import type { OpenView } from '../view-stacks.ts'
import type { Person } from '../workspace.ts'
import type { World } from '../world.ts'
import { requireInteractivity } from './clicks.ts'
import { clientErrors, withTyped, type TypedValues } from './input-checks.ts'
import { UserError } from './user-error.ts'

export type SubmitResult =
  | { ok: true; response_action?: string; errors?: Record<string, string> }
  | { ok: false; error: string; message: string; errors?: Record<string, string> }

const TROUBLE = 'We had some trouble connecting. Try again?'

export async function submitView(
  world: World,
  transport: Transport,
  { person, view, typed }: { person: Person; view: OpenView; typed: TypedValues },
): Promise<SubmitResult> {
  requireInteractivity(world)
  if (!view.definition.submit) throw new UserError(409, 'no_submit', 'this modal has nothing to submit')
  const { blocks } = view.definition
  view.values = withTyped(view, typed)
  const refused = clientErrors(blocks, view.values)
  view.errors = refused
  if (Object.keys(refused).length > 0) {
    world.events.emit({ type: 'view', user: person.id, id: view.id })
    return {
      ok: false,
      error: 'invalid_input',
      message: 'some fields are not filled in rightly',
      errors: refused,
    }
  }
  const payload = submissionPayload(world, person, view)
  const delivered = await transport.deliver({ type: 'interactive', payload, acceptsAnswer: true })
  if (delivered.outcome !== 'acknowledged') return { ok: false, error: delivered.outcome, message: TROUBLE }
  try {
    return follow(world, view, delivered.answer)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { ok: false, error: 'invalid_response', message: `${TROUBLE} (${error.code})` }
  }
}

/** Does what the acknowledgement asks for; an empty one closes this view. */
function follow(world: World, view: OpenView, answer: unknown): SubmitResult {
  const action = isRecord(answer) ? answer['response_action'] : undefined
  if (!isRecord(answer) || typeof action !== 'string') return closed(world, view)
  switch (action) {
    case 'errors':
      return showErrors(world, view, answer['errors'])
    case 'update':
      replaceView(world, view, acceptView(answer['view']))
      break
    case 'push':
      pushView(world, view.userId, acceptView(answer['view']))
      break
    case 'clear':
      world.views.clear(view.userId)
      world.events.emit({ type: 'view', user: view.userId, id: view.id })
      break
    default:
      throw new ApiError('invalid_response_action')
  }
  return { ok: true, response_action: action }
}

function closed(world: World, view: OpenView): SubmitResult {
  world.views.close(view)
  world.events.emit({ type: 'view', user: view.userId, id: view.id })
  return { ok: true }
}

/** Only block_ids of input blocks may be named. */
function showErrors(world: World, view: OpenView, given: unknown): SubmitResult {
  const inputs = new Set(view.definition.blocks.filter((b) => b.type === 'input').map((b) => b.block_id))
  const errors = isRecord(given) ? (given as Record<string, string>) : {}
  const names = Object.keys(errors)
  if (names.length === 0 || names.some((name) => !inputs.has(name))) throw new ApiError('invalid_errors')
  view.errors = errors
  world.events.emit({ type: 'view', user: view.userId, id: view.id })
  return { ok: true, response_action: 'errors', errors }
}

/** Cancel closes this view; `all` is the X of a stack, which tells the app of the root only. */
export async function closeView(
  world: World,
  transport: Transport,
  { person, view, all }: { person: Person; view: OpenView; all: boolean },
): Promise<{ ok: true }> {
  const stack = world.views.of(person.id)
  const cleared = all && stack.length > 1
  const told = all ? (stack[0] ?? view) : view
  const payload = closedPayload(world, person, { view: told, cleared })
  if (all || view.definition.clear_on_close) world.views.clear(person.id)
  else world.views.close(view)
  world.events.emit({ type: 'view', user: person.id, id: view.id })
  if (told.definition.notify_on_close)
    await transport.deliver({ type: 'interactive', payload, acceptsAnswer: false })
  return { ok: true }
}
