import type { Actor } from '../actor.ts'
import { projectNamed, type Catalogue, type Team } from '../catalogue.ts'
import type { DeployPolicy } from './deploy-policy.ts'
import type { Who } from '../approval-rule.ts'
import type { EffectivePolicy } from './effective-policy.ts'
import type { WhoCanFacts } from './who-can.ts'
import { knownGroups } from '../membership.ts'
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
