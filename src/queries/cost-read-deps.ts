import type { Catalogue } from '../domain/catalogue.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import type { CostSourceInfo } from '../domain/cost/source.ts'
import type { Store } from '../domain/store.ts'

/** What answers about cost are made of. */
export interface CostReadDeps {
  store: Pick<Store, 'read'>
  catalogue: Catalogue
  costPolicy: CostPolicy
  costSources: readonly CostSourceInfo[]
}
