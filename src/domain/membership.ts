import type { Actor } from './actor.ts'
import type { Who } from './approval-rule.ts'
import type { Team } from './catalogue.ts'
import type { Directory } from './messages.ts'
import { own } from './own.ts'

/** Whether the person is in a group; a group that is not there is unknown. */
export type KnownGroups = Readonly<Record<string, 'in' | 'out'>>

export interface MembershipFacts {
  actor: Actor
  groups: KnownGroups
  /** The owning team; null when nobody owns the project. */
  team: Team | null
}

/** Whether the rule means this person. `unknown`: Slack could not tell. */
export function isAmongAny(anyOf: readonly Who[], facts: MembershipFacts): 'in' | 'out' | 'unknown' {
  const answers = anyOf.map((who) => isAmong(who, facts))
  if (answers.includes('in')) return 'in'
  return answers.includes('unknown') ? 'unknown' : 'out'
}

function isAmong(who: Who, { groups, team, actor }: MembershipFacts): 'in' | 'out' | 'unknown' {
  if (who.kind === 'everybody') return 'in'
  if (who.kind === 'group') return groupAnswer(groups, who.group)
  if (team === null || actor.kind !== 'person') return 'out'
  if (team.members.includes(actor.userId)) return 'in'
  return team.userGroup === null ? 'out' : groupAnswer(groups, team.userGroup)
}

function groupAnswer(groups: KnownGroups, group: string): 'in' | 'out' | 'unknown' {
  return own(groups, group) ?? 'unknown'
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
