import type { Catalogue } from '../domain/catalogue.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import type { CostSourceInfo } from '../domain/cost/source.ts'
import type { OperationDeps } from './define-operation.ts'

export interface CostDeps extends OperationDeps {
  catalogue: Catalogue
  costPolicy: CostPolicy
  costSources: readonly CostSourceInfo[]
}
