import type { EffectivePolicy } from '../../src/domain/deploys/effective-policy.ts'
import { frozenAt } from '../../src/domain/deploys/freeze.ts'
import type { DeployAction } from '../../src/domain/deploys/who-can.ts'
import type { Place } from './find-place.ts'
import type { OfflineFacts } from './judge.ts'
import {
  anyOf,
  approvalWords,
  exceptionWords,
  momentWords,
  promotionWords,
  windowWords,
} from './rule-words.ts'

export interface ToldPlace {
  action: DeployAction
  place: Place
  facts: OfflineFacts
  version: string | null
  now: number
  timeZone: string
}

/** What holds there, whoever asks. */
export function placeLines(told: ToldPlace): string[] {
  const { action, place, facts, version, timeZone } = told
  const { policy, team, onCallGroup } = facts
  const rows: [string, string[]][] = [
    ['deployers', [anyOf(policy.deployers, team)]],
    ['waves', [wavesWords(policy)]],
    ['approval', [approvalWords(policy.approval, team)]],
    ['promotion', [promotionWords(policy.promotion, version)]],
    ['freeze', freezeWords(told)],
    ['break-glass', [onCallGroup === null ? 'nobody may' : `Slack group ${onCallGroup}, with a reason`]],
    [
      'exceptions',
      policy.exceptions.length === 0
        ? ['none in force']
        : policy.exceptions.map((exception) => exceptionWords(exception, timeZone)),
    ],
  ]
  return [...rows.flatMap(([name, lines]) => row(name, lines)), '', ...notes(action, place)]
}

function row(name: string, lines: string[]): string[] {
  return lines.map((line, index) => `  ${(index === 0 ? name : '').padEnd(12)} ${line}`)
}

function wavesWords({ waves }: EffectivePolicy): string {
  return waves
    .map(({ name, regions }) => `${name} (${regions.map(({ region }) => region).join(', ')})`)
    .join(', then ')
}

function freezeWords({ facts, now, timeZone }: ToldPlace): string[] {
  const { freezes } = facts.policy
  const frozen = frozenAt(freezes, now)
  const state = frozen
    ? `frozen now, until ${momentWords(frozen.until, timeZone)}: ${frozen.reason}`
    : 'none now'
  return [state, ...freezes.map((window) => `window ${windowWords(window)}`)]
}

function notes(action: DeployAction, { project, service, isListed }: Place): string[] {
  return [
    ...(isListed
      ? []
      : [`${service} is not among the services that the configuration lists for ${project.namespace}.`]),
    ...(action === 'roll-back'
      ? ['A rollback asks for no approval and no promotion, and no freeze stops it.']
      : []),
    'Not known here: locks and freezes set in Slack, and whether the person is a full member of the workspace.',
  ]
}
