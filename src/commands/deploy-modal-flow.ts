import type { Actor, Refusal } from '../domain/actor.ts'
import { ownerTeam, type Catalogue } from '../domain/catalogue.ts'
import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import type { Draft } from '../domain/deploys/draft.ts'
import type { Modal } from '../domain/message.ts'
import type { Answers } from '../domain/messages.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { PickDeploy } from '../queries/pick-deploy.ts'
import type { PreviousVersions } from '../queries/previous-versions.ts'
import { deployModal, type DeployModalView } from '../views/deploy-modal.ts'
import { pickedNow, type Picked } from './deploy-modal-state.ts'
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

/** What Slack calls it when somebody came too late. */
export type Opened = 'opened' | 'too-late'

// The newest wish of each modal: a plan that took longer than the next choice is thrown away.
const wishes = new Map<string, number>()
let wishCount = 0

/** Opens the modal at once; the plan, if everything is chosen, follows. */
export async function openDeployModal(
  deps: DeployModalDeps,
  asked: Asked,
  { answers, triggerId }: { answers: Answers; triggerId: string },
): Promise<Opened> {
  const complete = isComplete(asked.picked)
  const first = await draw(deps, asked, complete ? { state: 'loading' } : { state: 'none' })
  const opened = await answers.openModal(triggerId, first)
  if ('error' in opened) return 'too-late'
  if (complete) await showPlan(deps, asked, { answers, viewId: opened.viewId })
  return 'opened'
}

/** Draws an open modal anew after a choice. */
export async function redrawDeployModal(
  deps: DeployModalDeps,
  asked: Asked,
  { answers, viewId }: { answers: Answers; viewId: string },
): Promise<void> {
  const complete = isComplete(asked.picked)
  const wish = begin(viewId)
  const drawn = await draw(deps, asked, complete ? { state: 'loading' } : { state: 'none' })
  if (wishes.get(viewId) !== wish) return
  await answers.updateModal(viewId, null, drawn)
  if (complete) await showPlan(deps, asked, { answers, viewId, wish })
  else wishes.delete(viewId)
}

export async function draw(
  deps: DeployModalDeps,
  { actor, kind, picked }: Asked,
  plan: DeployModalView['plan'],
): Promise<Modal> {
  const { project, service, environment } = picked
  const environments = project === null ? [] : await deps.pickDeploy.environments({ actor, project })
  const wantsPrevious = kind === 'rollback' && project !== null && service !== null && environment !== null
  const previous = wantsPrevious
    ? await deps.previousVersions({ actor, input: { project, service, environment } })
    : null
  const choices = previous?.ok ? previous.value.choices : []
  return deployModal({ kind, picked, environments, previous: choices, plan, now: deps.now() })
}

async function showPlan(
  deps: DeployModalDeps,
  asked: Asked,
  { answers, viewId, wish = begin(viewId) }: { answers: Answers; viewId: string; wish?: number },
): Promise<void> {
  const plan = await planOf(deps, asked)
  const drawn = await draw(deps, asked, plan)
  if (wishes.get(viewId) !== wish) return
  wishes.delete(viewId)
  await answers.updateModal(viewId, null, drawn)
}

async function planOf(
  deps: DeployModalDeps,
  { actor, kind, picked }: Asked,
): Promise<DeployModalView['plan']> {
  const { project, service, environment, version, regions } = picked
  const input = { kind, project, service, environment, version: version?.value, regions: regions ?? 'all' }
  const planned = await deps.planDeploy({ actor, input })
  if (!planned.ok) return refusedPlan(planned.refusal)
  const draft = planned.value
  const policy = effectivePolicy(deps.deployPolicy, draft, deps.now())
  const approval = kind === 'deploy' && policy.ok ? policy.value.approval : null
  return { state: 'ready', draft, approval, team: ownerTeam(deps.catalogue, draft.project) }
}

function refusedPlan(refusal: Refusal): DeployModalView['plan'] {
  return { state: 'refused', refusal }
}

/** What is chosen in the modal now; every region of the environment is the same as all of them. */
export async function readPicked(
  { pickDeploy }: Pick<DeployModalDeps, 'pickDeploy'>,
  { actor, view, before }: { actor: Actor; view: ViewState; before: Picked },
): Promise<Picked> {
  const picked = pickedNow(view, before)
  const { project, environment, regions } = picked
  if (project === null || regions === null) return picked
  const environments = await pickDeploy.environments({ actor, project })
  const known = environments.find(({ name }) => name === environment)?.regions ?? []
  return known.every(({ region }) => regions.includes(region)) ? { ...picked, regions: null } : picked
}

export function isComplete({ project, service, environment, version, regions }: Picked): boolean {
  const named = project !== null && service !== null && environment !== null && version !== null
  return named && regions?.length !== 0
}

function begin(viewId: string): number {
  wishCount += 1
  wishes.set(viewId, wishCount)
  return wishCount
}
