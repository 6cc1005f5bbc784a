import { isEnded, type Change, type PartProgress } from '../domain/resources/change.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import { KINDS } from '../domain/resources/kinds.ts'
import type { ModifyStep } from '../domain/resources/modify-step.ts'
import { code, duration, plain } from './mrkdwn.ts'
import { elapsedWords, expectedOf } from './resource-progress-words.ts'
import { partName } from './resource-words.ts'

const INDENT = '\u2003\u2003'

/** The parts of a change, a row each with a symbol; of a modification its steps. */
export function partRows(view: ChangeView): string[] {
  const { change } = view
  if (change.startedAt === null) return []
  if (change.verb === 'modify') return stepRows(view)
  if (isEnded(change)) return endedRows(change)
  return change.parts.flatMap((part) => partRow(view, part))
}

function partRow(view: ChangeView, part: PartProgress): string[] {
  const { symbol, words } = stageOf(view, part)
  const row = [`${symbol} ${partName(part.id)}`, words].filter((one) => one !== '').join(' · ')
  const isActive = view.change.state !== 'stopped' && (part.step === 'making' || part.step === 'removing')
  return part.what === null || !isActive ? [row] : [row, `${INDENT}↳ ${waitWords(view, part.what)}`]
}

/** Stored with the ids of parts. */
function waitWords({ change }: ChangeView, what: string): string {
  const id = change.parts.map((part) => part.id).find((one) => what.startsWith(`${one} `))
  return id === undefined ? plain(what, 160) : plain(`${partName(id)}${what.slice(id.length)}`, 160)
}

function stageOf(view: ChangeView, part: PartProgress): { symbol: string; words: string } {
  const { change } = view
  const isTurned = change.state === 'undoing' || change.stoppedIn === 'undoing'
  const hasFailed = change.failure?.part === part.id
  const isKept = change.verb === 'delete' && change.plan.unmake.some(({ id }) => id === part.id)
  if (hasFailed && change.failure?.code === 'unmarked') return { symbol: '⛔', words: UNMARKED }
  switch (part.step) {
    case 'waiting':
      if (isKept) return { symbol: '▫️', words: isTurned ? 'not touched' : '' }
      if (hasFailed) return { symbol: '❌', words: 'was not made' }
      return { symbol: '▫️', words: isTurned ? 'was not made' : '' }
    case 'making':
      if (isTurned) return { symbol: hasFailed ? '❌' : '▫️', words: 'to be removed if it is there' }
      if (change.state === 'stopped') return { symbol: hasFailed ? '❌' : '▫️', words: 'stands still' }
      return { symbol: '🔄', words: passedWords(view, part) }
    case 'made':
      return isTurned ? { symbol: '▫️', words: 'to be removed' } : { symbol: '✅', words: tookWords(part) }
    case 'removing':
      if (change.state === 'stopped') return { symbol: '❌', words: 'not removed' }
      return { symbol: '🧹', words: `removing${joined(passedWords(view, part))}` }
    case 'gone':
      return { symbol: '🗑️', words: `removed${joined(tookWords(part))}` }
    case 'foreign':
      return { symbol: '⛔', words: foreignWords(change) }
  }
}

const UNMARKED = 'is not marked as ours any more: left alone'

/** What is deleted was ours once. */
function foreignWords({ verb }: Change): string {
  return verb === 'delete' ? UNMARKED : 'exists already and is not ours: not touched'
}

function passedWords({ now, expected }: ChangeView, { id, startedAt }: PartProgress): string {
  return elapsedWords(startedAt === null ? 0 : now - startedAt, expectedOf(expected, id))
}

function tookWords({ startedAt, endedAt }: PartProgress): string {
  const took = startedAt === null || endedAt === null ? 0 : endedAt - startedAt
  return took < 60_000 ? '' : duration(took)
}

/** What became of them, a line each: who looks at it later wants the endpoint, or the reason. */
function endedRows({ verb, parts, plan }: Change): string[] {
  const removed = new Set(plan.unmake.map(({ id }) => id))
  const of = (step: PartProgress['step']) => parts.filter((part) => part.step === step)
  const idle = of('waiting')
  const rows: [string, PartProgress[]][] = [
    ['✅ ', verb === 'delete' ? [] : of('made')],
    ['🗑️ removed: ', of('gone')],
    [
      verb === 'delete' ? '⛔ not marked as ours any more, left alone: ' : '⛔ not ours, not touched: ',
      of('foreign'),
    ],
    ['▫️ was not made: ', idle.filter(({ id }) => !removed.has(id))],
    ['▫️ not touched: ', idle.filter(({ id }) => removed.has(id))],
  ]
  const kept = plan.make.filter(({ id }) => verb === 'delete' && of('made').some((part) => part.id === id))
  return [
    ...kept.map(({ id, name }) => `📦 kept: ${partName(id)} ${code(name, 100)}`),
    ...rows.flatMap(([head, own]) => (own.length === 0 ? [] : [`${head}${names(own)}`])),
  ]
}

function names(parts: PartProgress[]): string {
  const shown = parts.slice(0, 10).map(({ id }) => partName(id))
  return `${shown.join(', ')}${parts.length > 10 ? ` and ${parts.length - 10} more` : ''}`
}

function stepRows(view: ChangeView): string[] {
  const { change, resource, now, expected } = view
  const { underWay, done } = change.modify ?? { underWay: null, done: [] }
  const main = change.parts.find(({ id }) => id === KINDS[resource.kind].mainPart) ?? change.parts[0]
  const isTurned = change.state === 'undoing' || change.state === 'rolled-back'
  const isActive = change.state === 'running' || change.state === 'undoing'
  // Those that were taken back stand among them.
  const rows = isTurned ? [] : done.map((step) => `✅ ${stepWords(step)}`)
  if (underWay) {
    const usual = main ? expectedOf(expected, main.id) : null
    const passed = elapsedWords(now - underWay.beganAt, usual)
    const isStill = !isActive
    rows.push(`${isStill ? '❌' : '🔄'} ${stepWords(underWay.step)}${isStill ? '' : joined(passed)}`)
  }
  if (isActive && main?.what) rows.push(`${INDENT}↳ ${waitWords(view, main.what)}`)
  if (rows.length === 0 && isActive) rows.push('🔄 looking at what is there')
  return rows
}

export function stepWords(step: ModifyStep): string {
  switch (step.do) {
    case 'set-node-type':
      return `node type: ${code(step.nodeType, 60)}`
    case 'add-replicas':
      return `more replicas: ${step.replicas}`
    case 'remove-replicas':
      return `fewer replicas: ${step.replicas === 0 ? 'none' : step.replicas}`
    case 'set-failover':
      return `automatic failover: ${step.on ? 'on' : 'off'}`
  }
}

function joined(words: string): string {
  return words === '' ? '' : ` · ${words}`
}
