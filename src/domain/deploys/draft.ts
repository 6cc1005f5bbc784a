import type { DeployKind } from './deploy-record.ts'
import type { Plan } from './plan.ts'
import type { Release } from './release.ts'

/** A plan that somebody looks at and may ask for within an hour. Kept so that asking needs no cluster. */
export interface Draft {
  id: string
  kind: DeployKind
  project: string
  service: string
  environment: string
  /** As it was asked: names of regions, or all. */
  regions: string[] | 'all'
  release: Release
  fromName: string | null
  plan: Plan
  /** Of a rollback: the deploy that it undoes. */
  undoes: string | null
  requesterId: string
  createdAt: number
}

export const DRAFT_LIFE_MS = 60 * 60_000
