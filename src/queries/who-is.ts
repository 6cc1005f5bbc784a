import type { Actor } from '../domain/actor.ts'
import type { Directory } from '../domain/messages.ts'

export interface WhoIsDeps {
  directory: Directory
  /** Slack user group whose members are the bot's admins; null: nobody is. */
  adminGroup: string | null
}

export type WhoIs = (userId: string) => Promise<Actor>

/** Who asks, as Slack knows them now. When Slack cannot say, membership is `unknown`, which every operation refuses. */
export function createWhoIs(deps: WhoIsDeps): WhoIs {
  return async (userId) => {
    const [person, admins] = await Promise.all([
      deps.directory.person(userId),
      deps.adminGroup === null ? null : deps.directory.groupMembers(deps.adminGroup),
    ])
    return {
      kind: 'person',
      userId,
      membership: person.membership,
      isAdmin: person.membership === 'member' && (admins?.includes(userId) ?? false),
    }
  }
}
