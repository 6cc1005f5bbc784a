import { allowed, type Actor, type Outcome } from '../domain/actor.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import type { BuildSource } from '../domain/deploys/build-source.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import { finding, type DoctorReport, type Finding, type FindingLevel } from '../domain/doctor-report.ts'
import type { AlertSource } from '../domain/policy.ts'
import type { ResourcePolicy } from '../domain/resources/resource-policy.ts'
import type { Store } from '../domain/store.ts'
import type { WorkspaceCheck } from '../domain/workspace-check.ts'
import { adminsOnly } from './admins-only.ts'
import { examineAccounts, type ExaminedAccount } from './doctor-accounts.ts'
import { examineChanges } from './doctor-changes.ts'
import { examineCosts, type ExaminedCosts } from './doctor-costs.ts'
import { examineClusters, type ExaminedCluster } from './doctor-clusters.ts'
import {
  examineAudit,
  examineBuildSources,
  examineMessages,
  examineSources,
  examineStore,
} from './doctor-records.ts'
import { examineWorkspace } from './doctor-workspace.ts'

export interface DoctorDeps {
  store: Pick<Store, 'read' | 'work' | 'checkWritable'>
  workspace: WorkspaceCheck
  catalogue: Catalogue
  deployPolicy: DeployPolicy
  sources: AlertSource[]
  buildSources: readonly BuildSource[]
  clusters: readonly ExaminedCluster[]
  resourcePolicy: ResourcePolicy
  cloudAccounts: readonly ExaminedAccount[]
  costPolicy: CostPolicy
  costSources: ExaminedCosts['costSources']
  /** Whether commands and clicks can arrive now. */
  slackDoorAlive(): boolean
  now(): number
}

export type Doctor = (call: { actor: Actor }) => Promise<Outcome<DoctorReport>>

const ORDER: FindingLevel[] = ['problem', 'warning', 'ok']

/** Is the bot well? What is wrong stands first. For admins. */
export function createDoctor(deps: DoctorDeps): Doctor {
  return async ({ actor }) => {
    const no = adminsOnly(actor, deps.catalogue)
    if (no) return { ok: false, refusal: no }
    const at = deps.now()
    const examined = await Promise.all([
      guarded('workspace', examineWorkspace(deps.workspace, deps.catalogue, deps)),
      guarded('store', examineStore(deps.store, at)),
      guarded('messages', examineMessages(deps.store)),
      guarded('sources', examineSources(deps.store, deps.sources)),
      guarded('build sources', examineBuildSources(deps.store, deps.buildSources)),
      guarded('clusters', examineClusters(deps)),
      guarded('AWS accounts', examineAccounts(deps.cloudAccounts)),
      guarded('changes of resources', examineChanges(deps.store, at)),
      guarded('cost', examineCosts(deps, at)),
      guarded('audit', examineAudit(deps.store, at)),
    ])
    const findings = [door(deps.slackDoorAlive()), ...examined.flat()]
    return allowed({ at, findings: ORDER.flatMap((level) => findings.filter((one) => one.level === level)) })
  }
}

function door(alive: boolean): Finding {
  return alive ? finding('ok', 'door-open') : finding('problem', 'door-closed')
}

/** A check that breaks is a finding too: the others still tell. */
async function guarded(check: string, findings: Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await findings
  } catch (error) {
    return [finding('problem', 'check-broke', { check, error: String(error) })]
  }
}
