import { DateTime } from 'luxon'
import type { CostChart } from '../domain/cost/chart.ts'
import type { CostFilter } from '../domain/cost/records.ts'
import { addDays, type Day, type DayRange } from '../domain/cost/day.ts'
import type { EditionDue } from '../domain/cost/edition-times.ts'
import type { DigestScope } from '../domain/digest-scope.ts'
import type { Reads } from '../domain/store.ts'
import { dailyIn } from './cost-report-daily.ts'

const DAYS_SHOWN = 14
const WEEKS_SHOWN = 12
const MICROS = 1_000_000

interface Asked extends Pick<EditionDue, 'edition' | 'day'> {
  scope: DigestScope
  currency: string
  /** Of a day, bills are not there yet: these are the sources that are. */
  clusterSourceIds: string[]
}

/** Two weeks of days, or twelve weeks, until the one that the edition tells of. */
export async function editionChart(reads: Reads, asked: Asked): Promise<CostChart> {
  const { edition, day, scope, currency, clusterSourceIds } = asked
  const from = edition === 'daily' ? addDays(day, 1 - DAYS_SHOWN) : addDays(day, -7 * (WEEKS_SHOWN - 1))
  const days = { from, to: addDays(day, edition === 'daily' ? 1 : 7) }
  const isOfClusters = edition === 'daily' && clusterSourceIds.length > 0
  const filter: CostFilter = {
    ...(scope.kind === 'company' ? {} : { teamIds: scope.teamIds }),
    ...(isOfClusters ? { sourceIds: clusterSourceIds } : {}),
  }
  const bars =
    edition === 'daily'
      ? await dailyIn(reads, { days, filter, currency, isAsTold: true })
      : await weeksIn(reads, { days, newest: day, filter, currency })
  return {
    title: edition === 'weekly' ? 'Cost by week' : isOfClusters ? 'Kubernetes by day' : 'Cost by day',
    unit: currency,
    categories: bars.map((bar) => categoryOf(bar.day)),
    series: [
      {
        name: edition === 'daily' ? 'A day' : 'A week',
        values: bars.map(({ micros }) => (micros === null ? null : micros / MICROS)),
      },
    ],
    limit: null,
  }
}

type Daily = { day: Day; micros: number | null }[]

/**
 * Bills of the last days are not there yet, so the newest week is what was told of it. In a week before, clusters without
 * the bill, or the bill without clusters, would look like a fall, or before a rise.
 */
async function weeksIn(
  reads: Reads,
  { newest, ...asked }: { days: DayRange; newest: Day; filter: CostFilter; currency: string },
): Promise<Daily> {
  const whole = await dailyIn(reads, asked)
  const last = await dailyIn(reads, { ...asked, days: { from: newest, to: asked.days.to }, isAsTold: true })
  return weeksOf([...whole.filter(({ day }) => day < newest), ...last])
}

/** A week without a figure of each of its days is no figure. */
function weeksOf(daily: Daily): Daily {
  const weeks: Daily = []
  for (let index = 0; index < daily.length; index += 7) {
    const days = daily.slice(index, index + 7)
    const [first] = days
    if (!first) continue
    const isKnown = days.every(({ micros }) => micros !== null)
    const micros = days.reduce((sum, one) => sum + (one.micros ?? 0), 0)
    weeks.push({ day: first.day, micros: isKnown ? micros : null })
  }
  return weeks
}

function categoryOf(day: Day): string {
  return DateTime.fromISO(day, { zone: 'utc', locale: 'en' }).toFormat('d LLL')
}
