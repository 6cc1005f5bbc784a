import type { Actor } from '../actor.ts'
import { projectNamed, type Catalogue, type Team } from '../catalogue.ts'
import type { DeployPolicy, Who } from './deploy-policy.ts'
import type { EffectivePolicy } from './effective-policy.ts'
import type { KnownGroups, WhoCanFacts } from './who-can.ts'
import type { Directory } from '../messages.ts'

export interface RightsDeps {
  catalogue: Catalogue
  deployPolicy: Pick<DeployPolicy, 'onCallGroup'>
  directory: Pick<Directory, 'groupMembers'>
}

/** Slack groups that decide who may do what under this policy. */
export function groupsOf(policy: EffectivePolicy, team: Team | null, onCallGroup: string | null): string[] {
  const named = (who: readonly Who[]) => who.flatMap((one) => (one.kind === 'group' ? [one.group] : []))
  const groups = [...named(policy.deployers), ...named(policy.approval?.from ?? [])]
  return [...new Set([...groups, team?.userGroup ?? null, onCallGroup])].filter((group) => group !== null)
}

/** In which of the groups the person is; those that Slack could not tell are left out, which is a refusal with retry. */
export async function knownGroups(
  directory: Pick<Directory, 'groupMembers'>,
  groups: readonly string[],
  { userId, fresh }: { userId: string; fresh: boolean },
): Promise<KnownGroups> {
  const asked = await Promise.all(
    groups.map(async (group) => ({ group, members: await directory.groupMembers(group, { fresh }) })),
  )
  return Object.fromEntries(
    asked.flatMap(({ group, members }) =>
      members === null ? [] : [[group, members.includes(userId) ? ('in' as const) : ('out' as const)]],
    ),
  )
}

/** What `whoCan` is asked with; null when the project is not in the catalogue. */
export async function rightsFacts(
  deps: RightsDeps,
  {
    actor,
    project: name,
    policy,
    fresh = false,
  }: { actor: Actor; project: string; policy: EffectivePolicy; fresh?: boolean },
): Promise<WhoCanFacts | null> {
  const known = projectNamed(deps.catalogue, name)
  if (!known) return null
  const { onCallGroup } = deps.deployPolicy
  const groups =
    actor.kind === 'person'
      ? await knownGroups(deps.directory, groupsOf(policy, known.team, onCallGroup), {
          userId: actor.userId,
          fresh,
        })
      : {}
  return { actor, groups, project: known.project, team: known.team, policy, onCallGroup }
}
