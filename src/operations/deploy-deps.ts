import type { Catalogue } from '../domain/catalogue.ts'
import type { Deployer } from '../domain/deployer.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { Directory } from '../domain/messages.ts'
import type { Registry } from '../domain/registry.ts'
import type { OperationDeps } from './define-operation.ts'

/** What operations on deploys are made with. */
export interface DeployDeps extends OperationDeps {
  catalogue: Catalogue
  deployPolicy: DeployPolicy
  directory: Directory
  deployer: Deployer
  registry: Registry
}
