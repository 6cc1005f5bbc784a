import { z } from 'zod'
import type { Modal } from '../../domain/message.ts'
import {
  brokenModal,
  doneModal,
  outdatedModal,
  problemsModal,
  repeatModal,
  workingModal,
} from '../../views/working-modal.ts'
import type { SubmissionAnswer } from '../door.ts'
import { createAcknowledgement } from './acknowledgement.ts'
import type { HandlingDeps } from './door-deps.ts'
import { errorText } from './error-text.ts'
import type { Ack } from './handle-command.ts'
import { isFirst, personAsking } from './person-asking.ts'
import { inputBlocksOf, toViewState, viewPayload } from './view-payload.ts'

const ANSWER_WITHIN_MS = 2_000
/** Slack may see a views.update before an acknowledgement that was sent earlier, which would then hide it for good. */
const AFTER_ACKNOWLEDGING_MS = 500

// https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission
const payload = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string().default(''),
  view: viewPayload,
})
type Payload = z.infer<typeof payload>

/** Answers in the acknowledgement when it is ready within 2 s; otherwise the modal says so and is updated later. */
export function createSubmissionHandler(deps: HandlingDeps): (body: unknown, ack: Ack) => Promise<void> {
  return async (body, ack) => {
    const parsed = payload.safeParse(body)
    const name = parsed.success ? parsed.data.view.callback_id : 'unreadable'
    const acknowledgement = createAcknowledgement(deps, name, ack)
    if (!parsed.success) {
      await acknowledgement.give()
      deps.logger.warn(
        { problem: parsed.error.issues[0]?.message },
        'reading a submission: not as documented',
      )
      return
    }
    const { view } = parsed.data
    const answer = answerTo(deps, parsed.data)
    const late = Promise.withResolvers<'late'>()
    const cancel = deps.clock.after(ANSWER_WITHIN_MS, () => late.resolve('late'))
    const ready = await Promise.race([answer, late.promise])
    cancel()
    if (ready === 'late') {
      await acknowledgement.give({ response_action: 'update', view: workingModal(shownAs(parsed.data)) })
      await deps.clock.sleep(AFTER_ACKNOWLEDGING_MS)
    } else if (await acknowledgement.give(acknowledgementOf(ready))) {
      if (!hasMore(ready)) return
      await deps.clock.sleep(AFTER_ACKNOWLEDGING_MS)
      return goOn(deps, parsed.data, ready)
    }
    const updated = await deps.answers.updateModal(view.id, null, modalAfter(parsed.data, await answer))
    if (!updated.ok)
      deps.logger.warn({ name, error: updated.error }, 'showing what a submission did: refused')
    await goOn(deps, parsed.data, await answer)
  }
}

function hasMore(answer: SubmissionAnswer): boolean {
  return answer.answer !== 'errors' && answer.afterwards !== undefined
}

/** What is left to do when the modal shows the answer, or is closed. Never rejects. */
async function goOn(deps: HandlingDeps, body: Payload, answer: SubmissionAnswer): Promise<void> {
  if (answer.answer === 'errors') return
  const { view, user } = body
  const correlationId = deps.newId()
  try {
    await answer.afterwards?.()
  } catch (error) {
    const fields = { name: view.callback_id, userId: user.id, correlationId, error: errorText(error) }
    deps.logger.error(fields, 'going on after a submission: it broke')
    await deps.answers.updateModal(view.id, null, brokenModal(shownAs(body), correlationId))
  }
}

/** Never rejects. */
async function answerTo(deps: HandlingDeps, body: Payload): Promise<SubmissionAnswer> {
  const { view, user, trigger_id: triggerId } = body
  const name = view.callback_id
  const correlationId = deps.newId()
  try {
    const submission = deps.submissions.find((candidate) => candidate.callbackId === name)
    if (!submission) return outdated(body)
    // As with clicks: noted only when it is about to be done.
    const actor = await personAsking(deps, user.id)
    const id = triggerId === '' ? `${view.id}:${view.hash}` : `${triggerId}:${view.id}`
    if (!(await isFirst(deps, { id, name, userId: user.id })))
      return { answer: 'update', view: repeatModal(shownAs(body)) }
    const submitted = { actor, view: toViewState(view), triggerId }
    return onlyInputs(body, await submission.run(submitted, deps.answers))
  } catch (error) {
    const fields = { name, userId: user.id, correlationId, error: errorText(error) }
    deps.logger.error(fields, 'running a submission: it broke')
    return { answer: 'update', view: brokenModal(shownAs(body), correlationId) }
  }
}

function outdated(body: Payload): SubmissionAnswer {
  if (inputBlocksOf(body.view).size === 0) return { answer: 'close' }
  return { answer: 'update', view: outdatedModal(shownAs(body)) }
}

/** Slack takes errors of input blocks only, and shows none of them when one is not: then they are told in words. */
function onlyInputs(body: Payload, answer: SubmissionAnswer): SubmissionAnswer {
  if (answer.answer !== 'errors') return answer
  const inputs = inputBlocksOf(body.view)
  const named = Object.keys(answer.errors)
  if (named.length > 0 && named.every((blockId) => inputs.has(blockId))) return answer
  return { answer: 'update', view: problemsModal(shownAs(body), Object.values(answer.errors)) }
}

function acknowledgementOf(answer: SubmissionAnswer): Record<string, unknown> | undefined {
  if (answer.answer === 'close') return undefined
  if (answer.answer === 'errors') return { response_action: 'errors', errors: answer.errors }
  return { response_action: 'update', view: answer.view }
}

/** What the modal shows when the acknowledgement could not carry the answer. */
function modalAfter(body: Payload, answer: SubmissionAnswer): Modal {
  if (answer.answer === 'close') return doneModal(shownAs(body))
  if (answer.answer === 'errors') return problemsModal(shownAs(body), Object.values(answer.errors))
  return answer.view
}

function shownAs({ view }: Payload): { title: string; callbackId: string } {
  return { title: view.title?.text ?? '', callbackId: view.callback_id }
}
