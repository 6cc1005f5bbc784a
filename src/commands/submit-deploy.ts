import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { Operation } from '../operations/define-operation.ts'
import { CALLBACK } from '../views/ids.ts'
import { draw, readPicked, redrawDeployModal, type DeployModalDeps } from './deploy-modal-flow.ts'
import { isSamePick, readModalState } from './deploy-modal-state.ts'
import type { Submission, Submitted, SubmissionAnswer } from './door.ts'
import type { Answers } from '../domain/messages.ts'

export interface SubmitDeployDeps extends DeployModalDeps {
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
  const picked = await readPicked(deps, { actor, view, before: state.picked })
  const asked = { actor, kind: state.kind, picked }
  if (state.draftId === null || !isSamePick(picked, state.picked)) {
    // Handed in while the plan of another choice was still shown.
    void redrawDeployModal(deps, asked, { answers, viewId: view.id }).catch(() => undefined)
    return { answer: 'update', view: await draw(deps, asked, { state: 'loading' }) }
  }
  const requested = await deps.requestDeploy({ actor, input: { draftId: state.draftId } })
  if (requested.ok) return { answer: 'close' }
  const refused = { state: 'refused' as const, refusal: requested.refusal }
  return { answer: 'update', view: await draw(deps, asked, refused) }
}
