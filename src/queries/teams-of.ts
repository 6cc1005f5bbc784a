import type { Actor } from '../domain/actor.ts'
import type { Catalogue, Team } from '../domain/catalogue.ts'
import type { Directory } from '../domain/messages.ts'

/** The teams that somebody belongs to. `unsure`: Slack could not tell the members of some group. */
export async function teamsOf(
  deps: { catalogue: Catalogue; directory: Pick<Directory, 'groupMembers'> },
  actor: Actor,
): Promise<{ teams: Team[]; unsure: boolean }> {
  if (actor.kind !== 'person') return { teams: [], unsure: false }
  const { teams } = deps.catalogue
  const belongs = await Promise.all(
    teams.map(async (team): Promise<boolean | null> => {
      if (team.members.includes(actor.userId)) return true
      if (team.userGroup === null) return false
      const members = await deps.directory.groupMembers(team.userGroup)
      return members === null ? null : members.includes(actor.userId)
    }),
  )
  return { teams: teams.filter((_, index) => belongs[index] === true), unsure: belongs.includes(null) }
}
