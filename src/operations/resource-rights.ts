import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import { ownerTeam } from '../domain/catalogue.ts'
import { knownGroups } from '../domain/membership.ts'
import { resourceGroupsOf, type ChangeFacts } from '../domain/resources/may-change.ts'
import { environmentNamed } from '../domain/resources/resource-policy.ts'
import type { ResourceDeps } from './resource-deps.ts'

/** What `mayChange` and `mayApproveChange` are asked with there, groups asked now: before a transaction only. */
export async function resourceRights(
  deps: ResourceDeps,
  { actor, project, environment: name }: { actor: Actor; project: string; environment: string },
): Promise<Outcome<ChangeFacts>> {
  const environment = environmentNamed(deps.resourcePolicy, name)
  if (!environment) return refused('resource-environment-unknown', { environment: name })
  const team = ownerTeam(deps.catalogue, project)
  const groups =
    actor.kind === 'person'
      ? await knownGroups(deps.directory, resourceGroupsOf(environment, team), {
          userId: actor.userId,
          fresh: true,
        })
      : {}
  return allowed({ actor, groups, team, project, environment })
}

/** The same about a resource that exists. */
export async function rightsOfResource(
  deps: ResourceDeps,
  { actor, resourceId }: { actor: Actor; resourceId: string },
): Promise<Outcome<ChangeFacts>> {
  const resource = await deps.store.read((reads) => reads.resources.get(resourceId))
  return resource ? resourceRights(deps, { ...resource, actor }) : refused('resource-unknown', { resourceId })
}

/** The same about a change. */
export async function rightsOfChange(
  deps: ResourceDeps,
  { actor, changeId }: { actor: Actor; changeId: string },
): Promise<Outcome<ChangeFacts>> {
  const change = await deps.store.read((reads) => reads.changes.get(changeId))
  if (!change) return refused('change-unknown', { changeId })
  return rightsOfResource(deps, { actor, resourceId: change.resourceId })
}

/** The same about an approval. */
export async function rightsOfChangeApproval(
  deps: ResourceDeps,
  { actor, approvalId }: { actor: Actor; approvalId: string },
): Promise<Outcome<ChangeFacts>> {
  const approval = await deps.store.read((reads) => reads.approvals.get(approvalId))
  if (approval?.subjectKind !== 'resource-change') return refused('approval-unknown', { approvalId })
  return rightsOfChange(deps, { actor, changeId: approval.subjectId })
}
