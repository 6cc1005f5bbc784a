import type { CostRow } from '../src/domain/cost/line.ts'
import { totalOf, type ByKind } from '../src/domain/cost/money.ts'
import type { CostSourceInfo } from '../src/domain/cost/source.ts'
import { CURRENCY, projectName, projectsOf, SOURCES, WORKLOADS } from './cost-company.ts'

/** Micro-units of an hour of the first workload of the smallest projects. */
const USUAL = 400_000
const WORKLOAD_NAMES = ['api', 'worker', 'web', 'cron', 'cache'].slice(0, WORKLOADS)
const BILLED: [service: string, kind: keyof ByKind][] = [
  ['Amazon Relational Database Service', 'database'],
  ['Amazon ElastiCache', 'database'],
  ['Amazon Simple Storage Service', 'storage'],
  ['Amazon DynamoDB', 'database'],
  ['AmazonCloudWatch', 'other'],
]

/** What a source has a row for, and what it costs in an hour. */
type Item = Pick<CostRow, 'project' | 'service' | 'role'> & { usual: ByKind }

export interface Told {
  /** Of the period. */
  hours: number
  /** Tells periods apart. */
  seed: number
  /** 1: as usual; 2: twice of it. */
  level: number
}

const ITEMS = new Map(SOURCES.map((source) => [source.id, itemsOf(source)]))

/** What the source tells of a period, in figures of every digit: about 10 rows a project of both its sources. */
export function rowsOf({ id, cluster }: CostSourceInfo, { hours, seed, level }: Told): CostRow[] {
  const random = createRandom(seed)
  return (ITEMS.get(id) ?? []).map(({ project, service, role, usual }) => {
    const micros: Partial<Record<keyof ByKind, number>> = {}
    for (const kind in usual) {
      const of = usual[kind as keyof ByKind] ?? 0
      micros[kind as keyof ByKind] = Math.round(of * hours * level * (0.9 + 0.2 * random()))
    }
    const podMinutes = cluster !== null && role === 'used' ? Math.round(180 * hours * level) : 0
    return { role, project, service, currency: CURRENCY, micros, podMinutes }
  })
}

export function sumOfRows(rows: readonly CostRow[]): bigint {
  return rows.reduce((sum, { micros }) => sum + BigInt(totalOf(micros)), 0n)
}

function itemsOf(source: CostSourceInfo): Item[] {
  return source.cluster === null ? itemsOfBill(projectsOf(source)) : itemsOfCluster(projectsOf(source))
}

function itemsOfCluster(projects: number[]): Item[] {
  const used = (project: string, service: string, cpu: number): Item => {
    return { role: 'used', project, service, usual: { cpu, memory: cpu / 3, network: cpu / 40 } }
  }
  const workloads = projects.flatMap((index) =>
    WORKLOAD_NAMES.map((name, rank) => {
      const project = projectName(index)
      return used(project, `${project}-${name}`, (USUAL * (1 + (index % 7))) / (1 + rank))
    }),
  )
  const shared = ['coredns', 'kube-proxy'].map((name) => used('kube-system', name, USUAL))
  const idle: Item = {
    role: 'idle',
    project: '',
    service: '',
    usual: { cpu: USUAL * 100, memory: USUAL * 30 },
  }
  return [...workloads, ...shared, used('attic', 'forgotten', USUAL), idle]
}

function itemsOfBill(projects: number[]): Item[] {
  const billed = (project: string, service: string, usual: ByKind): Item => {
    return { role: 'used', project, service, usual }
  }
  const services = projects.flatMap((index) =>
    BILLED.map(([service, kind], rank) =>
      billed(projectName(index), service, { [kind]: (USUAL * (1 + (index % 5))) / (1 + rank) }),
    ),
  )
  return [
    ...services,
    billed('', 'Tax', { other: USUAL * 300 }),
    billed('', 'EC2 - Other', { network: USUAL * 20 }),
    billed(projectName(1), 'AWS Credits', { other: -USUAL * 10 }),
  ]
}

/** Mulberry32: the same figures in every run. */
function createRandom(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
