import type { CostLine } from '../../domain/cost/line.ts'
import { COST_KINDS } from '../../domain/cost/money.ts'
import { packBody, type CostBody, type ProjectContent } from './cost-body.ts'
import { storable } from './cost-names.ts'
import { exact, STRIDE } from './cost-sums.ts'
import { madeOnce } from './made-once.ts'

/** Fewer: more rows to read for a company. More: more bytes to read for a project. */
const PROJECTS_PER_GROUP = 64

export interface PackedGroup extends GroupKey {
  /** Projects and teams. */
  members: number[]
  total: number
  body: CostBody
}

/** Of a source. */
export interface GroupKey {
  currency: number
  part: number
}

export function groupKeyText({ currency, part }: GroupKey): string {
  return `${currency}/${part}`
}

/** Sums lines that agree in everything but the figures. Throws for figures that are not exact. */
export function packLines(lines: CostLine[], numbers: ReadonlyMap<string, number>): PackedGroup[] {
  const groups = new Map<string, Packing>()
  for (const line of lines) {
    const project = numberOf(numbers, line.project)
    const part = Math.floor(project / PROJECTS_PER_GROUP)
    const key = { currency: numberOf(numbers, line.currency), part }
    const group = madeOnce(groups, groupKeyText(key), () => ({ ...key, places: new Map(), total: 0 }))
    const { bucket, teamId } = line
    const team = teamId === null ? 0 : numberOf(numbers, teamId)
    const place = madeOnce(group.places, `${project}/${bucket}/${team}`, () => {
      return { project, bucket, team, services: new Map<number, Float64Array>() }
    })
    const figures = madeOnce(place.services, numberOf(numbers, line.service), () => new Float64Array(STRIDE))
    group.total = exact(group.total + addTo(figures, line))
  }
  return [...groups.values()].map(({ currency, part, places, total }) => {
    const content = [...places.values()]
    const members = new Set(
      content.flatMap(({ project, team }) => (team === 0 ? [project] : [project, team])),
    )
    return { currency, part, members: [...members], total, body: packBody(content) }
  })
}

interface Packing extends GroupKey {
  places: Map<string, ProjectContent & { services: Map<number, Float64Array> }>
  total: number
}

function numberOf(numbers: ReadonlyMap<string, number>, name: string): number {
  const number = numbers.get(storable(name))
  if (number === undefined) throw new Error('storing costs: a name has no number')
  return number
}

/** Returns the micro-units of all kinds. */
function addTo(figures: Float64Array, { micros, podMinutes }: CostLine): number {
  // Of pods a part of a minute says nothing, and only whole numbers can be packed.
  add(figures, 0, Math.round(podMinutes))
  let total = 0
  for (const [i, kind] of COST_KINDS.entries()) {
    const value = micros[kind] ?? 0
    add(figures, 1 + i, value)
    total = exact(total + value)
  }
  return total
}

function add(figures: Float64Array, index: number, value: number): void {
  figures[index] = exact((figures[index] ?? 0) + value)
}
