import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { Answers } from '../domain/messages.ts'
import type { Operation } from '../operations/define-operation.ts'
import { CALLBACK } from '../views/ids.ts'
import { draw, loadingModal, readPicked, refusedPlan, type DeployModalDeps } from './deploy-modal-draw.ts'
import type { DeployForm } from './deploy-modal-flow.ts'
import { isSamePick, readModalState } from './deploy-modal-state.ts'
import type { Submission, Submitted, SubmissionAnswer } from './door.ts'

export interface SubmitDeployDeps extends DeployModalDeps {
  form: DeployForm
  requestDeploy: Operation<DeployRecord>
}

/** The deploy and the rollback modal, handed in: what was shown is what is asked for. */
export function createDeploySubmissions(deps: SubmitDeployDeps): Submission[] {
  return [CALLBACK.deploy, CALLBACK.rollback].map((callbackId) => ({
    callbackId,
    run: (submitted, answers) => submit(deps, submitted, answers),
  }))
}

async function submit(
  deps: SubmitDeployDeps,
  { actor, view }: Submitted,
  answers: Answers,
): Promise<SubmissionAnswer> {
  const state = readModalState(view)
  if (!state) return { answer: 'close' }
  const before = state.picked
  const asked = { actor, kind: state.kind, picked: readPicked(deps, { view, before }) }
  if (state.draftId === null || !isSamePick(asked.picked, before)) {
    // Handed in while the plan of another choice was still shown.
    const afterwards = () => deps.form.redraw(asked, { answers, viewId: view.id, before })
    return { answer: 'update', view: await loadingModal(deps, asked, before), afterwards }
  }
  const requested = await deps.requestDeploy({ actor, input: { draftId: state.draftId } })
  if (requested.ok) return { answer: 'close' }
  return { answer: 'update', view: await draw(deps, asked, refusedPlan(requested.refusal)) }
}
