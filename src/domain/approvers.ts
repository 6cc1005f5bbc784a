import type { ApprovalRule } from './approval-rule.ts'
import type { Team } from './catalogue.ts'

/** Groups and people to mention: those whose yes counts. */
export function approversOf(rule: ApprovalRule, team: Team | null): string[] {
  const named = rule.from.flatMap((who): string[] => {
    if (who.kind === 'group') return [who.group]
    return who.kind === 'owning-team' ? ownersOf(team) : []
  })
  return [...new Set(named)]
}

export function ownersOf(team: Team | null): string[] {
  if (team === null) return []
  return team.userGroup === null ? team.members : [team.userGroup]
}
