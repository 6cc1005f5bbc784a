import type { Actor } from '../domain/actor.ts'
import { ownerTeam, type Catalogue } from '../domain/catalogue.ts'
import { knownGroups } from '../domain/membership.ts'
import type { Directory } from '../domain/messages.ts'
import { resourceGroupsOf, type ChangeFacts } from '../domain/resources/may-change.ts'
import type { ResourceEnvironment } from '../domain/resources/resource-policy.ts'

export interface ResourceRightsDeps {
  catalogue: Catalogue
  directory: Pick<Directory, 'groupMembers'>
}

/** What `mayChange` and `mayApproveChange` are asked with, as far as Slack's answers are remembered. */
export async function changeFacts(
  deps: ResourceRightsDeps,
  { actor, project, environment }: { actor: Actor; project: string; environment: ResourceEnvironment },
): Promise<ChangeFacts> {
  const team = ownerTeam(deps.catalogue, project)
  const groups =
    actor.kind === 'person'
      ? await knownGroups(deps.directory, resourceGroupsOf(environment, team), {
          userId: actor.userId,
          fresh: false,
        })
      : {}
  return { actor, groups, team, project, environment }
}
