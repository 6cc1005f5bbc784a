import type { Actor, Refusal } from '../domain/actor.ts'
import { ownerTeam, type Catalogue } from '../domain/catalogue.ts'
import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { Draft } from '../domain/deploys/draft.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import { releaseName } from '../domain/deploys/release.ts'
import type { Modal } from '../domain/message.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { PickDeploy } from '../queries/pick-deploy.ts'
import type { PreviousVersions } from '../queries/previous-versions.ts'
import { deployModal, type DeployModalView } from '../views/deploy-modal.ts'
import { NOTHING_PICKED, pickedNow, type Picked } from './deploy-modal-state.ts'
import type { ViewState } from './door.ts'

export interface DeployModalDeps {
  pickDeploy: PickDeploy
  previousVersions: PreviousVersions
  planDeploy: Operation<Draft>
  catalogue: Catalogue
  deployPolicy: DeployPolicy
  now(): number
}

export interface Asked {
  actor: Actor
  kind: DeployKind
  picked: Picked
}

type Plan = DeployModalView['plan']
type Environments = DeployModalView['environments']
type PolicyDeps = Pick<DeployModalDeps, 'deployPolicy' | 'now'>

/** Tells nothing of what there is: for when it is not known yet who asks. */
export function emptyModal(kind: DeployKind, plan: Plan, now: number): Modal {
  return deployModal({ kind, picked: NOTHING_PICKED, environments: [], previous: [], plan, now })
}

/** Made from configuration alone, so that it is there at once. */
export function firstModal(deps: PolicyDeps, asked: Pick<Asked, 'kind' | 'picked'>): Modal {
  const { kind, picked } = asked
  const plan: Plan = willTell(asked) ? { state: 'loading' } : { state: 'none' }
  const environments = placesOf(deps, picked.project)
  return deployModal({ kind, picked, environments, previous: [], plan, now: deps.now() })
}

/**
 * While the plan is made everything stays where it is, but what belonged to another place goes: Slack would keep the
 * old choice in inputs that only get other options.
 */
export async function loadingModal(deps: DeployModalDeps, asked: Asked, before: Picked): Promise<Modal> {
  const { kind, picked } = asked
  const moved = picked.environment !== before.environment
  const isSameService = picked.project === before.project && picked.service === before.service
  const previous = moved || !isSameService ? [] : await previousOf(deps, asked)
  const environments = placesOf(deps, picked.project).map((place) =>
    moved && place.name === picked.environment ? { ...place, regions: place.regions.slice(0, 1) } : place,
  )
  return deployModal({ kind, picked, environments, previous, plan: { state: 'loading' }, now: deps.now() })
}

export async function draw(deps: DeployModalDeps, asked: Asked, plan: Plan): Promise<Modal> {
  const { actor, kind, picked } = asked
  const { project } = picked
  const environments = project === null ? [] : await deps.pickDeploy.environments({ actor, project })
  const previous = await previousOf(deps, asked)
  return deployModal({ kind, picked, environments, previous, plan, now: deps.now() })
}

export async function planOf(deps: DeployModalDeps, { actor, kind, picked }: Asked): Promise<Plan> {
  if (!isComplete(picked)) return { state: 'none' }
  const { project, service, environment, version, regions } = picked
  const input = { kind, project, service, environment, version: version?.value, regions: regions ?? 'all' }
  const planned = await deps.planDeploy({ actor, input })
  if (!planned.ok) return refusedPlan(planned.refusal)
  const draft = planned.value
  const policy = effectivePolicy(deps.deployPolicy, draft, deps.now())
  const approval = kind === 'deploy' && policy.ok ? policy.value.approval : null
  return { state: 'ready', draft, approval, team: ownerTeam(deps.catalogue, draft.project) }
}

export function refusedPlan(refusal: Refusal): Plan {
  return { state: 'refused', refusal }
}

/** A rollback goes to the last good version unless another is chosen, so that two clicks are enough. */
export async function withLastGood(deps: DeployModalDeps, asked: Asked): Promise<Asked> {
  if (asked.kind !== 'rollback' || asked.picked.version !== null) return asked
  const [last] = await previousOf(deps, asked)
  if (!last) return asked
  const version = { value: last.release.digest, text: releaseName(last.release) }
  return { ...asked, picked: { ...asked.picked, version } }
}

/** What is chosen in the modal now; every region of the environment is the same as all of them. */
export function readPicked(deps: PolicyDeps, { view, before }: { view: ViewState; before: Picked }): Picked {
  const picked = pickedNow(view, before)
  const { project, environment, regions } = picked
  if (project === null || regions === null) return picked
  const known = placesOf(deps, project).find(({ name }) => name === environment)?.regions ?? []
  return known.every(({ region }) => regions.includes(region)) ? { ...picked, regions: null } : picked
}

export function isComplete({ project, service, environment, version, regions }: Picked): boolean {
  const named = project !== null && service !== null && environment !== null && version !== null
  return named && regions?.length !== 0
}

/** Whether a plan, or for a rollback what ran before, can be read: more than what has to be chosen. */
function willTell({ kind, picked }: Pick<Asked, 'kind' | 'picked'>): boolean {
  if (isComplete(picked)) return true
  const { project, service, environment } = picked
  return kind === 'rollback' && project !== null && service !== null && environment !== null
}

async function previousOf(
  { previousVersions }: Pick<DeployModalDeps, 'previousVersions'>,
  { actor, kind, picked: { project, service, environment } }: Asked,
): Promise<DeployModalView['previous']> {
  if (kind !== 'rollback' || project === null || service === null || environment === null) return []
  const found = await previousVersions({ actor, input: { project, service, environment } })
  return found.ok ? found.value.choices : []
}

/** Whether somebody may deploy there is not asked: Slack would have to say it. */
function placesOf({ deployPolicy, now }: PolicyDeps, project: string | null): Environments {
  if (project === null) return []
  const at = now()
  return deployPolicy.environments.flatMap(({ name }) => {
    const policy = effectivePolicy(deployPolicy, { project, environment: name }, at)
    if (!policy.ok) return []
    const regions = policy.value.waves.flatMap((wave) =>
      wave.regions.map(({ region }) => ({ region, wave: wave.name })),
    )
    return [{ name, regions, mayDeploy: true }]
  })
}
