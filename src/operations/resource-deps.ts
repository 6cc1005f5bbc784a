import type { Catalogue } from '../domain/catalogue.ts'
import type { Directory } from '../domain/messages.ts'
import type { Prices } from '../domain/resources/price.ts'
import type { ResourcePolicy } from '../domain/resources/resource-policy.ts'
import type { OperationDeps } from './define-operation.ts'

/** What operations on resources are made with. */
export interface ResourceDeps extends OperationDeps {
  catalogue: Catalogue
  resourcePolicy: ResourcePolicy
  directory: Directory
  prices: Prices
}
