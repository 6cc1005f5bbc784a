import type { DeployModalView, Picked } from './deploy-modal-view.ts'
import { LIMITS } from './limits.ts'

/** What the modal must remember, as whole JSON within Slack's limit: what is too long is forgotten, not cut. */
export function modalMetadata({
  kind,
  picked,
  plan,
}: Pick<DeployModalView, 'kind' | 'picked' | 'plan'>): string {
  const draftId = plan.state === 'ready' ? plan.draft.id : null
  const nothing: Picked = { project: null, service: null, environment: null, version: null, regions: null }
  const tries = [picked, { ...picked, regions: null }, nothing]
  const texts = tries.map((one) => JSON.stringify({ v: 1, kind, draftId, picked: one }))
  return (
    texts.find((text) => text.length <= LIMITS.privateMetadata) ??
    JSON.stringify({ v: 1, kind, draftId: null, picked: nothing })
  )
}
