import type { KnownBlock } from '@slack/types'
import { currentWave } from '../domain/deploys/deploy.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import type { Message } from '../domain/message.ts'
import { deployButtons } from './deploy-buttons.ts'
import { deployFallback } from './deploy-fallback.ts'
import { aboutLines, askedLine, noticeLines } from './deploy-facts.ts'
import { isPast, regionsOf, type RegionView } from './deploy-regions.ts'
import { stateLine } from './deploy-state.ts'
import {
  FAILURE_DETAIL,
  failuresOf,
  failureWords,
  type Failure,
  type FailureDetail,
} from './failure-words.ts'
import { fit, jsonChars } from './fit.ts'
import { actions, context, header, message, section } from './kit.ts'
import { LIMITS } from './limits.ts'
import { plain } from './mrkdwn.ts'
import { deployTitle } from './release-words.ts'
import { plural } from './text.ts'
import { waveText, type WaveDetail } from './wave-words.ts'

/** How much a card tells: each level less than the one before. */
interface Level {
  waves: WaveDetail
  failures: { most: number; detail: FailureDetail }
  commits: number
  warnings: number
}

const LEVELS: Level[] = [
  { waves: 'full', failures: { most: 4, detail: FAILURE_DETAIL.full }, commits: 5, warnings: 8 },
  { waves: 'full', failures: { most: 3, detail: FAILURE_DETAIL.compact }, commits: 5, warnings: 5 },
  { waves: 'rows', failures: { most: 2, detail: FAILURE_DETAIL.compact }, commits: 2, warnings: 4 },
  { waves: 'folded', failures: { most: 2, detail: FAILURE_DETAIL.compact }, commits: 0, warnings: 3 },
  { waves: 'counted', failures: { most: 1, detail: FAILURE_DETAIL.compact }, commits: 0, warnings: 2 },
  { waves: 'counted', failures: { most: 1, detail: FAILURE_DETAIL.brief }, commits: 0, warnings: 1 },
]

/** The card of one deploy: what goes where, how far it is, what is wrong and what can be done. */
export function deployCard(view: DeployView & { problem?: string | null }): Message {
  const regions = regionsOf(view)
  const failures = failuresOf(regions, { isPast: isPast(view) })
  const head: KnownBlock[] = [
    header(deployTitle(view.record)),
    section(`${stateLine(view)}\n${askedLine(view)}`),
  ]
  const foot: KnownBlock[] = [actions(...deployButtons(view))]
  if (view.problem)
    foot.push(
      context(
        `⚠️ Slack had trouble with this card (${plain(view.problem, 300)}). The admins of the bot are told.`,
      ),
    )
  const body = bestBody(view, { regions, failures, besides: [...head, ...foot] })
  return message(deployFallback(view, { regions, failures }), [...head, ...body, ...foot])
}

interface Shown {
  regions: RegionView[]
  failures: Failure[]
  besides: KnownBlock[]
}

/** A block to be: what stands in it, and whether it is a quiet one. */
interface Part {
  text: string
  isQuiet?: boolean
}

/** The most detail that fits; when even the least is too much, as many blocks as fit. */
function bestBody(view: DeployView, shown: Shown): KnownBlock[] {
  const room = LIMITS.blocksJsonChars - jsonChars(shown.besides)
  let body: KnownBlock[] = []
  for (const level of LEVELS) {
    const parts = partsAt(view, shown, level)
    body = parts.map(({ text, isQuiet }) => (isQuiet ? context(text) : section(text)))
    // A text that had to be cut would lose regions without a count.
    const isWhole = parts.every(({ text }) => text.length <= LIMITS.sectionText)
    const isRoomy = body.length + shown.besides.length <= LIMITS.messageBlocks && jsonChars(body) <= room
    if (isWhole && isRoomy) return body
  }
  const rest = context('… and more: *Show plan* has everything')
  const rows = body.map((block) => [block])
  const count = fit(rows, { besides: [...shown.besides, rest], maxRows: rows.length })
  return [...body.slice(0, count), rest]
}

function partsAt(view: DeployView, { regions, failures }: Shown, level: Level): Part[] {
  const waves = waveParts(view, regions, level.waves)
  const about = aboutParts(view, level)
  const notices = noticeLines(view, { most: level.warnings })
  if (notices.length > 0) about.push({ text: notices.join('\n'), isQuiet: true })
  const wrong = failureParts(failures, level.failures)
  // Who decides needs what would change; who watches needs how far it is.
  if (view.record.state === 'waiting-for-approval') return [...about, ...wrong, ...waves]
  return isPast(view) ? [...waves, ...wrong, ...about] : [...wrong, ...waves, ...about]
}

/** Titles of commits are for those who decide: later they stand in the plan. */
function aboutParts(view: DeployView, { commits }: Level): Part[] {
  if (view.record.state === 'waiting-for-approval') {
    return aboutLines(view, { commits }).map((text) => ({ text, isQuiet: true }))
  }
  return [{ text: aboutLines(view, { commits: 0 }).join(' · '), isQuiet: true }]
}

function failureParts(failures: Failure[], { most, detail }: Level['failures']): Part[] {
  const told = failures.slice(0, most).map((failure) => ({ text: failureWords(failure, detail) }))
  const untold = failures.length - told.length
  const more = `… and ${plural(untold, 'more trouble')}: *Show plan* has all of them`
  return untold > 0 ? [...told, { text: more, isQuiet: true }] : told
}

/** Waves that are over or not yet begun say less than the one that matters now. */
function waveParts(view: DeployView, regions: RegionView[], detail: WaveDetail): Part[] {
  const current = currentWave(view.record)
  return view.record.waves.map((_, index) => {
    const isLess = detail === 'folded' && index !== current
    const own = regions.filter((region) => region.wave === index)
    return { text: waveText(view, index, { regions: own, detail: isLess ? 'counted' : detail }) }
  })
}
