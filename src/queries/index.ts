import type { Catalogue } from '../domain/catalogue.ts'
import type { Cluster } from '../domain/cluster.ts'
import type { BuildSource } from '../domain/deploys/build-source.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { Directory, Messages } from '../domain/messages.ts'
import type { AlertSource, DigestPolicy } from '../domain/policy.ts'
import type { Clouds } from '../domain/resources/cloud.ts'
import type { Prices } from '../domain/resources/price.ts'
import type { ResourcePolicy } from '../domain/resources/resource-policy.ts'
import type { Store } from '../domain/store.ts'
import type { WorkspaceCheck } from '../domain/workspace-check.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import { createBudgetForm } from './budget-form.ts'
import { createBudgetOfApproval } from './budget-of-approval.ts'
import type { ExaminedCosts } from './doctor-costs.ts'
import { createBudgetStandings } from './all-standings.ts'
import { createChangeOfApproval } from './change-of-approval.ts'
import { createChangeViewQuery } from './change-view.ts'
import { createCostDigestDue } from './cost-digest-due.ts'
import { createCostEditionsDue } from './cost-editions-due.ts'
import { createCostReport } from './cost-report.ts'
import { createCostTable } from './cost-table.ts'
import { createDeployOfApproval } from './deploy-of-approval.ts'
import { createDeployViewQuery } from './deploy-view.ts'
import { createDigestDue } from './digest-due.ts'
import { createDoctor } from './doctor.ts'
import type { ExaminedAccount } from './doctor-accounts.ts'
import { createFindCostScope } from './find-cost-scope.ts'
import { createFindResources } from './find-resources.ts'
import { createFindService } from './find-service.ts'
import { createListAlerts } from './list-alerts.ts'
import { createListAudit } from './list-audit.ts'
import { createListBudgets } from './list-budgets.ts'
import { createListDeploys } from './list-deploys.ts'
import { createListLocks } from './list-locks.ts'
import { createListResources } from './list-resources.ts'
import { createPickDeploy } from './pick-deploy.ts'
import { createPreviousVersions } from './previous-versions.ts'
import { createResourceDeletion } from './resource-deletion.ts'
import { createResourceDetail } from './resource-detail.ts'
import { createResourceFormQuery } from './resource-form.ts'
import { createSettledApproval } from './settled-approval.ts'
import { createThreadAlerts } from './thread-alerts.ts'
import { createThreadLink, threadLinks } from './thread-link.ts'
import { createWaitingApprovals } from './waiting-approvals.ts'
import { createWhoIs } from './who-is.ts'
import { createWhoOwns } from './who-owns.ts'
import { createWishOfChange } from './wish-of-change.ts'
import { createWorkNumbers } from './work-numbers.ts'

export interface QueriesDeps {
  store: Store
  catalogue: Catalogue
  directory: Directory
  digest: DigestPolicy
  permalink: Messages['permalink']
  sources: AlertSource[]
  deployPolicy: DeployPolicy
  clusters: readonly Cluster[]
  buildSources: readonly BuildSource[]
  resourcePolicy: ResourcePolicy
  clouds: Clouds
  prices: Prices
  cloudAccounts: readonly ExaminedAccount[]
  costPolicy: CostPolicy
  costSources: ExaminedCosts['costSources']
  workspace: WorkspaceCheck
  /** Whether commands and clicks can arrive now. */
  slackDoorAlive(): boolean
  now(): number
}

/** The registry of what the bot can answer. */
export function createQueries(deps: QueriesDeps) {
  return {
    budgetForm: createBudgetForm(deps),
    budgetOfApproval: createBudgetOfApproval(deps),
    budgetStandings: createBudgetStandings(deps),
    changeOfApproval: createChangeOfApproval(deps),
    changeView: createChangeViewQuery(deps),
    costDigestDue: createCostDigestDue(deps),
    costEditionsDue: createCostEditionsDue(deps),
    costReport: createCostReport(deps),
    costTable: createCostTable(deps),
    deployOfApproval: createDeployOfApproval(deps),
    deployView: createDeployViewQuery(deps),
    digestDue: createDigestDue(deps),
    doctor: createDoctor(deps),
    findCostScope: createFindCostScope(deps),
    findResources: createFindResources(deps),
    findService: createFindService(deps),
    listAlerts: createListAlerts(deps),
    listAudit: createListAudit(deps),
    listBudgets: createListBudgets(deps),
    listDeploys: createListDeploys(deps),
    listLocks: createListLocks(deps),
    listResources: createListResources(deps),
    pickDeploy: createPickDeploy(deps),
    previousVersions: createPreviousVersions(deps),
    resourceDeletion: createResourceDeletion(deps),
    resourceDetail: createResourceDetail(deps),
    resourceForm: createResourceFormQuery(deps),
    settledApproval: createSettledApproval(deps),
    threadAlerts: createThreadAlerts(deps),
    threadLink: createThreadLink(deps),
    threadLinks: (threadIds: string[]) => threadLinks(deps, threadIds),
    waitingApprovals: createWaitingApprovals(deps),
    whoIs: createWhoIs({ directory: deps.directory, adminGroup: deps.catalogue.adminGroup }),
    whoOwns: createWhoOwns(deps),
    wishOfChange: createWishOfChange(deps),
    workNumbers: createWorkNumbers(deps),
  }
}

export type Queries = ReturnType<typeof createQueries>
