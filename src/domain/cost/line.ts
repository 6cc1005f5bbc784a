import type { ByKind } from './money.ts'

/** What a source says that one thing cost in one period. Read by an adapter, already in micro-units. */
export interface CostRow {
  /** `idle`: paid for and used by nobody. `shared`: the source itself calls it shared. */
  role: 'used' | 'idle' | 'shared'
  /** Kubernetes: the namespace; clouds: the value of the project's tag. '' when the source tells none. */
  project: string
  /** Kubernetes: the workload; clouds: the provider's service. '' when the source tells none. */
  service: string
  currency: string
  micros: ByKind
  /** How many minutes pods ran, summed over pods: 3 replicas for an hour are 180. 0 where there are no pods. */
  podMinutes: number
}

/** Whose it is. Everything but `team` stands on a line of its own. */
export const BUCKETS = ['team', 'shared', 'idle', 'unowned'] as const
export type Bucket = (typeof BUCKETS)[number]

/** A row with its owner of that time. Rows that agree in everything but the figures are summed. */
export interface CostLine {
  bucket: Bucket
  /** Only of bucket `team`. */
  teamId: string | null
  project: string
  service: string
  currency: string
  micros: ByKind
  podMinutes: number
}

/** The same without services: what most questions need. */
export type CostTotal = Omit<CostLine, 'service' | 'podMinutes'> & { sourceId: string }
