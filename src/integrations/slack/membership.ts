import type { Membership } from '../../domain/actor.ts'

/** The fields of a `users.info` user that decide what somebody may do. */
export interface SlackUser {
  deleted?: boolean
  is_bot?: boolean
  is_stranger?: boolean
  is_restricted?: boolean
  is_ultra_restricted?: boolean
  team_id?: string
  name?: string
  real_name?: string
  profile?: { display_name?: string; real_name?: string }
  /** Present in an Enterprise Grid organisation: every workspace that the person belongs to. */
  enterprise_user?: { teams?: string[] }
}

/** `ownTeam` is null when Slack has not said which workspace is ours: then a foreign one cannot be told. */
export function membershipOf(user: SlackUser, ownTeam: string | null): Membership {
  if (user.deleted) return 'deactivated'
  if (user.is_bot) return 'bot'
  if (user.is_stranger || isForeign(user, ownTeam)) return 'external'
  if (user.is_restricted || user.is_ultra_restricted) return 'guest'
  return 'member'
}

function isForeign(user: SlackUser, ownTeam: string | null): boolean {
  if (ownTeam === null || user.team_id === undefined || user.team_id === ownTeam) return false
  return !user.enterprise_user?.teams?.includes(ownTeam)
}

export function nameOf(user: SlackUser): string {
  return user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || ''
}
