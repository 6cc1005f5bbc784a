import type { Aggregation } from './aggregate.ts'
import type { Span } from './covered.ts'
import { readDuration, readWindow } from './read-window.ts'

export interface AllocationQuery extends Aggregation {
  window: Span
  stepMs: number
  accumulate: boolean
}

/** Told as plain text with status 400. */
export class BadQuery extends Error {}

const FIELDS = ['cluster', 'node', 'namespace', 'controllerKind', 'controller', 'service', 'pod', 'container']
const USUAL = ['cluster', 'node', 'namespace', 'pod', 'container']
const KNOWN = [
  'window',
  'aggregate',
  'step',
  'resolution',
  'accumulate',
  'includeIdle',
  'shareIdle',
  'idleByNode',
]
const FLAGS: Record<string, boolean> = { true: true, '1': true, false: false, '0': false, '': false }
const MOST_SETS = 5000

/** Throws BadQuery. What OpenCost has and this has not is refused, not ignored. */
export function readQuery(query: URLSearchParams, now: number): AllocationQuery {
  for (const name of query.keys()) {
    if (!KNOWN.includes(name)) throw invalid(name, 'the simulated OpenCost has no such parameter')
    if (query.getAll(name).length > 1) throw invalid(name, 'given twice')
  }
  const asked = query.get('window') ?? ''
  const window = readWindow(asked, now)
  if (!window) throw invalid('window', `illegal window: ${asked}`)
  const stepMs = durationIn(query, 'step') ?? window.to - window.from
  durationIn(query, 'resolution')
  if ((window.to - window.from) / stepMs > MOST_SETS) throw invalid('step', `more than ${MOST_SETS} sets`)
  return {
    window,
    stepMs,
    accumulate: flagIn(query, 'accumulate'),
    by: readFields(query.get('aggregate')),
    includeIdle: flagIn(query, 'includeIdle'),
    shareIdle: flagIn(query, 'shareIdle'),
    idleByNode: flagIn(query, 'idleByNode'),
  }
}

function readFields(text: string | null): string[] {
  const fields = (text ?? '')
    .split(',')
    .map((field) => field.trim())
    .filter(Boolean)
  if (fields.length === 0) return USUAL
  if (fields.length === 1 && fields[0] === 'all') return []
  const unknown = fields.find((field) => !FIELDS.includes(field) && !/^(label|annotation):./.test(field))
  if (unknown !== undefined) throw invalid('aggregate', `illegal property: ${unknown}`)
  return fields
}

function flagIn(query: URLSearchParams, name: string): boolean {
  const text = query.get(name) ?? ''
  if (!Object.hasOwn(FLAGS, text)) throw invalid(name, `${text} is neither true nor false`)
  return FLAGS[text] ?? false
}

function durationIn(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  if (text === null || text === '') return null
  const ms = readDuration(text)
  if (ms === null) throw invalid(name, `time: invalid duration "${text}"`)
  return ms
}

function invalid(name: string, why: string): BadQuery {
  return new BadQuery(`Invalid '${name}' parameter: ${why}`)
}
