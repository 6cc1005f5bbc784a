import type { Bucket } from '../../domain/cost/line.ts'
import { inexact, STRIDE, type CostSums } from './cost-sums.ts'

/**
 * What a group holds of a period, packed, as there are millions of figures: after each other what projects cost
 * somebody, by rising number of the project. Each has that number, the bucket, the team and its length in bytes, and in
 * it the services by rising number, each with a mask of the figures that are not 0 and those figures, in the order of
 * `CostSums`. Projects and services are told by the difference to the one before. Numbers are of variable length (7
 * bits a byte, the lowest first); figures may be negative and have their sign in the lowest bit.
 */
export type CostBody = Uint8Array

/** As they are stored: it only grows at its end. */
const STORED_BUCKETS: readonly Bucket[] = ['team', 'shared', 'idle', 'unowned']

/** Whose it is. */
export interface Owner {
  bucket: Bucket
  /** The number of its name; 0: none. */
  team: number
}

/** What a project cost somebody: service → figures. */
export interface ProjectContent extends Owner {
  project: number
  services: ReadonlyMap<number, Float64Array>
}

/** Where figures go. */
export interface BodyTarget {
  /** Service → slot of the sums, filled as services come; null: the project is not wanted. */
  servicesOf(project: number, team: number, bucket: Bucket): Map<number, number> | null
  /** Or all go to the slot of service 0. */
  areServicesApart: boolean
  sums: CostSums
}

/** The same content, in whatever order, gives the same bytes. */
export function packBody(content: ProjectContent[]): CostBody {
  const whole: number[] = []
  let before = 0
  for (const { project, bucket, team, services } of content.toSorted(inOrder)) {
    const packed = packServices(services)
    pushNumber(whole, project - before)
    pushNumber(whole, STORED_BUCKETS.indexOf(bucket))
    pushNumber(whole, team)
    pushNumber(whole, packed.length)
    for (const byte of packed) whole.push(byte)
    before = project
  }
  return Uint8Array.from(whole)
}

function inOrder(a: ProjectContent, b: ProjectContent): number {
  const byBucket = STORED_BUCKETS.indexOf(a.bucket) - STORED_BUCKETS.indexOf(b.bucket)
  return a.project - b.project || byBucket || a.team - b.team
}

function packServices(services: ReadonlyMap<number, Float64Array>): number[] {
  const bytes: number[] = []
  let service = 0
  for (const [id, figures] of [...services].sort(([a], [b]) => a - b)) {
    let mask = 0
    for (let i = 0; i < STRIDE; i++) if (figures[i] !== 0) mask |= 1 << i
    pushNumber(bytes, id - service)
    pushNumber(bytes, mask)
    for (const figure of figures) if (figure !== 0) pushFigure(bytes, figure)
    service = id
  }
  return bytes
}

// Not by bits: numbers go up to 2^53.
function pushNumber(bytes: number[], value: number): void {
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  bytes.push(rest)
}

function pushFigure(bytes: number[], value: number): void {
  const size = Math.abs(value)
  const low = (size % 64) * 2 + (value < 0 ? 1 : 0)
  const rest = Math.floor(size / 64)
  if (rest === 0) return void bytes.push(low)
  bytes.push(low + 128)
  pushNumber(bytes, rest)
}

/**
 * Adds what is in it to the sums. Throws when it is not a body, or beyond what is exact: the sums are useless then.
 * Millions of bytes go through here for one answer, so that it is written out in place of small functions.
 */
export function unpackBody(body: CostBody, target: BodyTarget): void {
  let at = 0
  let project = 0
  while (at < body.length) {
    let byte = body[at++] as number
    project += byte & 127
    for (let scale = 128; byte >= 128; scale *= 128) {
      byte = body[at++] as number
      project += (byte & 127) * scale
    }
    byte = body[at++] as number
    const bucket = STORED_BUCKETS[byte]
    byte = body[at++] as number
    let team = byte & 127
    for (let scale = 128; byte >= 128; scale *= 128) {
      byte = body[at++] as number
      team += (byte & 127) * scale
    }
    byte = body[at++] as number
    let length = byte & 127
    for (let scale = 128; byte >= 128; scale *= 128) {
      byte = body[at++] as number
      length += (byte & 127) * scale
    }
    const end = at + length
    if (bucket === undefined || end > body.length) throw damaged()
    const services = target.servicesOf(project, team, bucket)
    if (services !== null) unpackServices(body, { at, end, services }, target)
    at = end
  }
}

function unpackServices(
  body: CostBody,
  { at: from, end, services }: { at: number; end: number; services: Map<number, number> },
  { sums, areServicesApart }: BodyTarget,
): void {
  let at = from
  let service = 0
  while (at < end) {
    let byte = body[at++] as number
    service += byte & 127
    for (let scale = 128; byte >= 128; scale *= 128) {
      byte = body[at++] as number
      service += (byte & 127) * scale
    }
    byte = body[at++] as number
    let mask = byte & 127
    for (let shift = 7; byte >= 128; shift += 7) {
      byte = body[at++] as number
      mask |= (byte & 127) << shift
    }
    const key = areServicesApart ? service : 0
    let slot = services.get(key)
    if (slot === undefined) services.set(key, (slot = sums.newSlot()))
    const { values } = sums
    for (; mask !== 0; mask &= mask - 1) {
      const index = slot + 31 - Math.clz32(mask & -mask)
      const first = body[at++] as number
      byte = first
      let size = (first & 127) >> 1
      // By bits as long as they fit into 32: most do, and it is faster.
      for (let shift = 6; byte >= 128 && shift < 27; shift += 7) {
        byte = body[at++] as number
        size |= (byte & 127) << shift
      }
      for (let scale = 2 ** 27; byte >= 128; scale *= 128) {
        byte = body[at++] as number
        size += (byte & 127) * scale
      }
      const sum = (values[index] as number) + ((first & 1) === 1 ? -size : size)
      if (sum > Number.MAX_SAFE_INTEGER || sum < Number.MIN_SAFE_INTEGER) throw inexact(sum)
      values[index] = sum
    }
  }
  if (at !== end) throw damaged()
}

function damaged(): Error {
  return new Error('reading costs: the stored figures are damaged')
}
