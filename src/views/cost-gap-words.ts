import type { SourceStanding } from '../domain/cost/report.ts'
import { alike, oneOrMany, placeNames, sourceNames } from './cost-alike.ts'
import { FAILURES, type Telling } from './cost-source-words.ts'
import { clockRange, clockWords, lastDayWords } from './cost-times.ts'
import { code } from './mrkdwn.ts'
import { plural } from './text.ts'

const MOST_LINES = 8

type Sources = readonly SourceStanding[]

/** What people must know before they read a figure: what is down, missing, or has no owner. Alike ones on one line. */
export function gapLines(sources: Sources, telling: Telling): string[] {
  const down = sources.filter((source) => source.down !== null)
  const short = sources.filter((source) => source.down === null && isShort(source))
  const silent = sources.filter((source) => source.down === null && isSilent(source))
  const gaps = [
    ...alike(down, (source) => [source.down?.code, missingWords([source], telling, '')]).map((group) =>
      downLine(group, telling),
    ),
    ...alike(short, ({ missing, missingUnit, unit }) => [missing, missingUnit ?? unit]).map(shortLine),
    ...alike(silent, ({ kind }) => [kind]).map(silentLine),
    ...noteLines(sources),
  ]
  const shown = gaps.slice(0, MOST_LINES)
  return gaps.length > shown.length ? [...shown, `… and ${gaps.length - shown.length} more like that`] : shown
}

function isShort({ missing, until }: SourceStanding): boolean {
  return missing > 0 && until !== null
}

/** It tells nothing of all this time; what was removed is told as that. A bill is always missed: a day of it is never over in time. */
function isSilent({ missing, unit, until, isRemoved }: SourceStanding): boolean {
  return (missing > 0 || unit === 'day') && until === null && !isRemoved
}

function silentLine(group: Sources): string {
  const [first] = group
  const why = first?.kind === 'cost-explorer' ? ', which tells a day about a day later' : ''
  return `⚠️ Without ${sourceNames(group)}${why}: ${oneOrMany(group, 'it has', 'they have')} no figures of this time.`
}

function downLine(group: Sources, telling: Telling): string {
  const times = group.flatMap(({ down }) => (down ? [down.since] : []))
  const since = clockRange({ from: Math.min(...times), to: Math.max(...times) }, telling.timeZone, telling.at)
  const why = group[0]?.down ? FAILURES[group[0].down.code] : ''
  const what = oneOrMany(group, `figures of ${placeNames(group)} are`, 'their figures are')
  return `🔴 *${sourceNames(group)} ${oneOrMany(group, 'is', 'are')} down* since ${since} (${why}): ${missingWords(group, telling, what)}`
}

/** Unknown is never told as nothing. */
function missingWords(group: Sources, { timeZone, at }: Telling, what: string): string {
  const [source] = group
  if (!source || source.missing === 0) return `${oneOrMany(group, 'its', 'their')} figures here are complete.`
  if (source.until === null) return `${what} missing here, they are *not 0*.`
  // Of many days it may have told the last one, and lack some before.
  if (source.missingUnit === 'day')
    return `${what} missing for ${plural(source.missing, 'day')} of this time, or not complete, they are *not 0*.`
  const from =
    source.unit === 'day'
      ? `after ${lastDayWords(source.until)}`
      : `since ${clockWords(source.until, timeZone, at)}`
  return `${what} missing ${from}, they are *not 0*.`
}

function shortLine(group: Sources): string {
  const [first] = group
  const count = first ? plural(first.missing, first.missingUnit ?? first.unit) : ''
  return `⚠️ ${sourceNames(group)} ${oneOrMany(group, 'has', 'have')} not told ${count} of this time, or not completely: the figures are too low by what is missing.`
}

/** By tag: one that is missing in several accounts is told once. */
function noteLines(sources: Sources): string[] {
  const told = sources.flatMap((source) => source.notes.slice(0, 2).map(({ tag }) => ({ tag, source })))
  return [...Map.groupBy(told, ({ tag }) => tag)].map(([tag, of]) => {
    const places = placeNames(of.map(({ source }) => source))
    return `⚠️ The tag ${code(tag, 60)} is not active for cost allocation in ${places}, so nothing there has an owner. Activate it in the billing console of AWS.`
  })
}
