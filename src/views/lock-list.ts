import type { KnownBlock } from '@slack/types'
import type { Frozen } from '../domain/deploys/freeze.ts'
import type { Lock } from '../domain/deploys/lock.ts'
import type { ManualFreeze } from '../domain/deploys/manual-freeze.ts'
import type { Message } from '../domain/message.ts'
import { unlockButton } from './deploy-buttons.ts'
import { fit } from './fit.ts'
import { ACTION, buttonValue, numbered } from './ids.ts'
import { button, context, message, note, section } from './kit.ts'
import { lockWords } from './lock-words.ts'
import { code, moment, person, plain } from './mrkdwn.ts'
import { regionList, untilWords } from './plan-words.ts'

export interface LockedService {
  project: string
  service: string
  environment: string
  regions: string[]
  closed: NonNullable<Lock['closed']>
}

export interface LockListView {
  locks: LockedService[]
  freezes: ManualFreeze[]
  windows: { environment: string; frozen: Frozen }[]
}

/** The answer to `/lock` and `/freeze` without arguments: what holds deploys back now. */
export function lockList({ locks, freezes, windows }: LockListView): Message {
  if (locks.length + freezes.length + windows.length === 0) {
    return note('✅ Nothing is locked or frozen: deploys go everywhere.')
  }
  const head = '*What holds deploys back now*'
  const rows: KnownBlock[] = [
    ...windows.map((window) => section(windowLine(window))),
    ...freezes.map((freeze, index) =>
      section(
        freezeLine(freeze),
        button({
          text: 'Lift',
          actionId: numbered(ACTION.liftFreeze, index),
          value: buttonValue(freeze.id),
          label: `Lift the freeze of ${freeze.environment}`,
          confirm: {
            title: 'Lift the freeze?',
            text: `Deploys to ${freeze.environment} go again, and those that wait go on.`,
            yes: 'Lift',
            no: 'Keep it',
          },
        }),
      ),
    ),
    ...locks.map((lock, index) =>
      section(lockLine(lock), unlockButton(lock, 'Unlock', numbered(ACTION.unlockService, index))),
    ),
  ]
  const rest = (count: number) => context(`… and ${count} more, which show when these are gone`)
  const count = fit(
    rows.map((row) => [row]),
    { besides: [section(head), rest(rows.length)], maxRows: rows.length },
  )
  const blocks = [section(head), ...rows.slice(0, count)]
  if (count < rows.length) blocks.push(rest(rows.length - count))
  const lines = [...windows.map(windowLine), ...freezes.map(freezeLine), ...locks.map(lockLine)]
  return message([head, ...lines].join('\n'), blocks)
}

function windowLine({ environment, frozen }: LockListView['windows'][number]): string {
  return `❄️ *${plain(environment, 60)}* is in a freeze window${untilWords(frozen.until)}: ${plain(frozen.reason, 200)} · rollbacks go on`
}

function freezeLine(freeze: ManualFreeze): string {
  const what = freeze.project === null ? 'all projects' : `project ${code(freeze.project, 80)}`
  return `❄️ *${plain(freeze.environment, 60)}*, ${what}, frozen by ${person(freeze.by)} since ${moment(freeze.since)}${untilWords(freeze.until)}: ${plain(freeze.reason, 200)}`
}

function lockLine({ project, service, environment, regions, closed }: LockedService): string {
  return `🔒 ${code(service, 80)} (${code(project, 80)}) in *${plain(environment, 60)}* (${regionList(regions)}), ${lockWords(closed, { max: 200, until: ` since ${moment(closed.since)}${untilWords(closed.expiresAt)}` })}`
}

interface ServicePlace {
  service: string
  environment: string
  regions: string[]
}

export function lockedWords(locked: ServicePlace & { until: number | null; reason: string }): string {
  return `🔒 ${place(locked)} is locked${untilWords(locked.until)}: ${plain(locked.reason, 200)}\nDeploys wait, rollbacks go on. \`/unlock\` opens it.`
}

export function unlockedWords(unlocked: ServicePlace): string {
  return `🔓 ${place(unlocked)} takes deploys again. Those that wait go on.`
}

export function frozenWords(freeze: ManualFreeze): string {
  return `${freezeLine(freeze)}\nDeploys there wait, rollbacks go on. \`/freeze\` lists it with a button to lift it.`
}

export function thawedWords(freeze: ManualFreeze): string {
  const what = freeze.project === null ? '' : ` of project ${code(freeze.project, 80)}`
  return `☀️ *${plain(freeze.environment, 60)}*${what} is not frozen by this any more. What waits goes on, unless something else holds it back: \`/freeze\` lists that.`
}

function place({ service, environment, regions }: ServicePlace): string {
  const where = regions.length === 0 ? '' : ` (${regionList(regions)})`
  return `${code(service, 80)} in *${plain(environment, 60)}*${where}`
}
