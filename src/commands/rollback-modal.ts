import type { Actor } from '../domain/actor.ts'
import { releaseName } from '../domain/deploys/release.ts'
import type { Answers } from '../domain/messages.ts'
import { openDeployModal, type DeployModalDeps, type Opened } from './deploy-modal-flow.ts'
import type { Picked } from './deploy-modal-state.ts'

/** Opens the rollback modal with the last good version chosen, so that two clicks are enough. */
export async function openRollbackModal(
  deps: DeployModalDeps,
  { actor, picked }: { actor: Actor; picked: Picked },
  how: { answers: Answers; triggerId: string },
): Promise<Opened> {
  const chosen = await withLastGood(deps, { actor, picked })
  return openDeployModal(deps, { actor, kind: 'rollback', picked: chosen }, how)
}

export async function withLastGood(
  { previousVersions }: Pick<DeployModalDeps, 'previousVersions'>,
  { actor, picked }: { actor: Actor; picked: Picked },
): Promise<Picked> {
  const { project, service, environment, version } = picked
  if (version !== null || project === null || service === null || environment === null) return picked
  const found = await previousVersions({ actor, input: { project, service, environment } })
  const last = found.ok ? found.value.choices[0] : undefined
  if (!last) return picked
  return { ...picked, version: { value: last.release.digest, text: releaseName(last.release) } }
}
