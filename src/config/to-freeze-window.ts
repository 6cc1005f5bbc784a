import type { FreezeWindow, WeekTime } from '../domain/deploys/deploy-policy.ts'
import type { Config } from './schema.ts'
import { WEEKDAYS } from './time-kinds.ts'

type Freeze = Config['deploys']['environments'][number]['freezes'][number]

export function toFreezeWindow({ reason, weekly, dated, ...own }: Freeze, timeZone: string): FreezeWindow {
  const common = { reason, timeZone: own.timeZone ?? timeZone }
  if (weekly) return { ...common, kind: 'weekly', from: toWeekTime(weekly.from), to: toWeekTime(weekly.to) }
  if (dated) return { ...common, kind: 'dated', from: dated.from, to: dated.to }
  throw new Error('reading a freeze: neither weekly nor dated, which loading refuses')
}

function toWeekTime(text: string): WeekTime {
  const [day = '', time = ''] = text.split(' ')
  return { weekday: WEEKDAYS.indexOf(day) + 1, time }
}
