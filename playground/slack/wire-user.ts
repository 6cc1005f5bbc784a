import { createHash } from 'node:crypto'
import type { Person, Workspace } from './workspace.ts'

export function wireUser(
  workspace: Workspace,
  person: Person,
  { locale = false, now }: { locale?: boolean; now: number },
): Record<string, unknown> {
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    deleted: person.deleted,
    color: createHash('sha256').update(person.id).digest('hex').slice(0, 6),
    real_name: person.realName,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offsetSeconds(person.tz, now),
    profile: {
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.isBot ? '' : person.name,
      display_name_normalized: person.isBot ? '' : person.name,
      team: person.teamId,
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.membership === 'guest',
    is_ultra_restricted: false,
    ...(person.teamId === workspace.team.id ? {} : { is_stranger: true }),
    is_bot: person.isBot,
    is_app_user: false,
    ...(locale ? { locale: person.locale } : {}),
  }
}

function offsetSeconds(timeZone: string, now: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(now).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}
