import type { KeptEntry } from '../domain/store.ts'
import { money } from './cost-money.ts'
import { tookWords } from './deploy-times.ts'
import { code, moment, person, plain } from './mrkdwn.ts'
import { shortImage } from './release-words.ts'
import { isReasonCode, reasonWords } from './rollout-reason-words.ts'
import { plural } from './text.ts'
import { own } from '../domain/own.ts'

interface Operation {
  did: string
  /** After "tried to". */
  trying: string
  /** What its outcome is called when it went well; any other is the reason of a no. */
  good: string[]
}

const OPERATIONS: Record<string, Operation> = {
  'record-build': { did: 'told of a build', trying: 'tell of a build', good: ['first', 'repeat'] },
  'plan-deploy': { did: 'made a plan', trying: 'make a plan', good: ['planned'] },
  'request-deploy': { did: 'asked for a deploy', trying: 'ask for a deploy', good: ['requested'] },
  'approve-deploy': { did: 'approved', trying: 'approve', good: ['approved', 'voted'] },
  'reject-deploy': { did: 'rejected', trying: 'reject', good: ['rejected'] },
  'withdraw-deploy': { did: 'withdrew', trying: 'withdraw', good: ['withdrawn'] },
  'break-glass': { did: 'broke the glass', trying: 'break the glass', good: ['glass-broken'] },
  'lock-service': { did: 'locked', trying: 'lock', good: ['locked'] },
  'unlock-service': { did: 'unlocked', trying: 'unlock', good: ['unlocked'] },
  'freeze-deploys': { did: 'froze deploys', trying: 'freeze deploys', good: ['frozen'] },
  'lift-freeze': { did: 'lifted a freeze', trying: 'lift a freeze', good: ['lifted'] },
  'request-resource': {
    did: 'asked to create a resource',
    trying: 'create a resource',
    good: ['requested'],
  },
  'modify-resource': {
    did: 'asked to modify a resource',
    trying: 'modify a resource',
    good: ['requested'],
  },
  'delete-resource': {
    did: 'asked to delete a resource',
    trying: 'delete a resource',
    good: ['requested'],
  },
  'approve-resource': {
    did: 'approved a change',
    trying: 'approve a change',
    good: ['approved', 'voted'],
  },
  'reject-resource': { did: 'rejected a change', trying: 'reject a change', good: ['rejected'] },
  'cancel-resource': { did: 'cancelled a change', trying: 'cancel a change', good: ['cancelled'] },
  'retry-resource': {
    did: 'let a stopped change go on',
    trying: 'let a stopped change go on',
    good: ['retried'],
  },
  'request-budget': { did: 'asked for a budget', trying: 'ask for a budget', good: ['requested'] },
  'approve-budget': { did: 'approved a budget', trying: 'approve a budget', good: ['approved', 'voted'] },
  'reject-budget': { did: 'rejected a budget', trying: 'reject a budget', good: ['rejected'] },
  'withdraw-budget': {
    did: 'withdrew the wish for a budget',
    trying: 'withdraw the wish for a budget',
    good: ['withdrawn'],
  },
  'set-budget': { did: 'set a budget', trying: 'set a budget', good: ['set'] },
  'remove-budget': { did: 'removed a budget', trying: 'remove a budget', good: ['removed'] },
  'request-cost-csv': {
    did: 'asked for costs as a file',
    trying: 'get costs as a file',
    good: ['requested'],
  },
}

/** What the bot does by itself: when the outcome is the expected one, and otherwise. */
const JOBS: Record<string, { did: string; good: string | null; other: string }> = {
  'queue-wave': { did: 'queued a wave', good: 'queued', other: 'queued a wave' },
  'start-wave': { did: 'started a wave', good: 'started', other: 'looked at a wave before its start' },
  'begin-write': { did: 'began to write', good: 'writing', other: 'did not write' },
  'expire-approval': { did: 'let an approval expire', good: 'expired', other: 'looked at an approval' },
  'end-rollout': { did: 'ended a rollout', good: null, other: 'ended a rollout' },
  'start-change': { did: 'started a change', good: 'started', other: 'did not start a change' },
  'begin-part': { did: 'began with a part', good: null, other: 'began with a part' },
  'begin-modify-step': { did: 'began a step', good: null, other: 'began a step' },
  'turn-back-change': { did: 'turned a change back', good: 'undoing', other: 'looked at a change' },
  'stop-change': {
    did: 'stopped a change: somebody has to help',
    good: 'stopped',
    other: 'looked at a change',
  },
  'end-change': { did: 'finished a change', good: 'succeeded', other: 'ended a change' },
  'expire-resource-approval': {
    did: 'let an approval expire',
    good: 'expired',
    other: 'looked at an approval',
  },
  'expire-budget-approval': {
    did: 'let an approval expire',
    good: 'expired',
    other: 'looked at an approval',
  },
}

/** What an outcome says beyond that it was done. */
const OUTCOMES: Record<string, string> = {
  repeat: 'known already',
  voted: 'more votes are needed',
  held: 'its turn came',
  queued: 'it waits in line',
  locked: 'the service is locked',
  succeeded: 'serving',
  failed: 'failed',
  'held-back': 'held back',
  making: 'to make it',
  removing: 'to remove it',
  'set-node-type': 'node type',
  'add-replicas': 'more replicas',
  'remove-replicas': 'fewer replicas',
  'set-failover': 'automatic failover',
  'rolled-back': 'undone',
}

/** "approved", or "tried to approve · refused: already voted". */
export function doneWords({ operation, outcome }: KeptEntry): string {
  const one = own(OPERATIONS, operation)
  if (one && !one.good.includes(outcome))
    return `tried to *${one.trying}* · refused: ${outcomeWords(outcome)}`
  if (one) return outcome === one.good[0] ? `*${one.did}*` : `*${one.did}* · ${outcomeWords(outcome)}`
  const job = own(JOBS, operation)
  if (job && outcome === job.good) return `*${job.did}*`
  return `*${job?.other ?? plain(operation, 60)}* · ${outcomeWords(outcome)}`
}

function outcomeWords(outcome: string): string {
  if (Object.hasOwn(OUTCOMES, outcome)) return OUTCOMES[outcome] ?? ''
  return isReasonCode(outcome) ? reasonWords(outcome) : plain(outcome.replaceAll('-', ' '), 80)
}

/** "deploy checkout 1.4.2 → prod" where the entry tells it, else the id. */
export function subjectWords({ subject, details }: KeptEntry): string {
  const { kind, service, version, environment } = details
  if ([service, version, environment].every((part) => typeof part === 'string')) {
    const what = kind === 'rollback' ? 'roll back' : 'deploy'
    return plain(`${what} ${String(service)} ${String(version)} → ${String(environment)}`, 120)
  }
  if (isOfResource(details)) return `resource ${code(String(details['name']), 80)}`
  if (isOfBudget(details)) return `budget of ${code(String(details['name']), 80)}`
  const place = placeOf(subject)
  return place === null ? code(subject, 80) : place
}

/** A service in an environment of a project, as operations name it. */
function placeOf(subject: string): string | null {
  const parts = subject.split('/')
  if (parts.length !== 3) return null
  try {
    const [project = '', service = '', environment = ''] = parts.map(decodeURIComponent)
    return `${code(service, 60)} in ${plain(environment, 40)} (${plain(project, 60)})`
  } catch {
    return null
  }
}

/** Of what is about a resource, its change is named too. */
function isOfResource({ name, changeId }: KeptEntry['details']): boolean {
  return typeof name === 'string' && typeof changeId === 'string'
}

/** Of what is about a budget, an amount is named too. */
function isOfBudget(details: KeptEntry['details']): boolean {
  return typeof details['name'] === 'string' && ('toMicros' in details || 'monthlyMicros' in details)
}

// Already told by the subject.
const IN_SUBJECT = ['kind', 'service', 'version', 'environment']
const TOLD_OF_RESOURCE = ['name', 'planHash']
const TOLD_OF_BUDGET = ['name', 'planHash', 'currency']
const SAY_THE_VERB = ['request-resource', 'modify-resource', 'delete-resource']
const EARLIEST_MS = Date.UTC(2020, 0)
const LATEST_MS = Date.UTC(2200, 0)

/** Each detail as words: moments as moments, lengths of time in words, hashes short. */
export function detailWords(entry: KeptEntry): string[] {
  const { details } = entry
  const isTold = IN_SUBJECT.slice(1).every((name) => typeof details[name] === 'string')
  return Object.entries(details).flatMap(([name, value]) => {
    if (value === null || value === undefined || value === '') return []
    if (isTold && IN_SUBJECT.includes(name)) return []
    if (isOfResource(details) && TOLD_OF_RESOURCE.includes(name)) return []
    if (isOfBudget(details) && TOLD_OF_BUDGET.includes(name)) return []
    if (name.endsWith('Micros') && typeof value === 'number')
      return [`${plain(nameWords(name), 40)} ${amountWords(value, details['currency'])}`]
    if (name === 'verb' && typeof value === 'string')
      return SAY_THE_VERB.includes(entry.operation) ? [] : [`to ${plain(value, 20)} it`]
    if (name === 'residue') return [residueWords(value)]
    return [`${plain(nameWords(name), 40)} ${valueWords(name, value)}`]
  })
}

function amountWords(micros: number, currency: unknown): string {
  return money(micros, typeof currency === 'string' ? currency : '')
}

/** A count, or the things themselves. */
function residueWords(value: unknown): string {
  const count = Array.isArray(value) ? value.length : typeof value === 'number' ? value : null
  if (count === null) return `left over ${code(jsonOf(value), 100)}`
  return count === 0 ? 'nothing left over' : `${plural(count, 'thing')} left over`
}

function nameWords(name: string): string {
  if (name === 'wave') return 'wave'
  return name
    .replace(/M(s|icros)$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
}

function valueWords(name: string, value: unknown): string {
  if (typeof value === 'number') {
    if (name === 'wave') return String(value + 1)
    if (name.endsWith('Ms')) return tookWords(value)
    return value >= EARLIEST_MS && value < LATEST_MS ? moment(value) : code(String(value), 40)
  }
  if (typeof value !== 'string') return code(jsonOf(value), 100)
  if (/^[UW][A-Z0-9]{5,}$/.test(value)) return person(value)
  return code(/hash$/i.test(name) ? value.slice(0, 12) : shortText(value), 100)
}

function shortText(value: string): string {
  const image = value.includes('@sha256:') ? shortImage(value) : value
  return image.replaceAll(/sha256:[0-9a-f]{64}/g, (digest) => digest.slice(7, 19))
}

function jsonOf(value: unknown): string {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  // Half a character would be written out as its escape.
  const whole = (_key: string, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part)
  return JSON.stringify(value, whole) ?? 'unknown'
}
