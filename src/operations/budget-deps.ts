import type { Catalogue } from '../domain/catalogue.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import type { Directory } from '../domain/messages.ts'
import type { OperationDeps } from './define-operation.ts'

/** What operations on budgets are made with. */
export interface BudgetDeps extends OperationDeps {
  catalogue: Catalogue
  costPolicy: CostPolicy
  directory: Directory
}
