import type { Catalogue } from '../domain/catalogue.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import type { ConfiguredCostSource } from '../domain/cost/source.ts'
import type { Deployer } from '../domain/deployer.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { Files, Pictures } from '../domain/files.ts'
import type { Directory } from '../domain/messages.ts'
import type { AlertPolicy, DigestPolicy } from '../domain/policy.ts'
import type { Change } from '../domain/resources/change.ts'
import type { Clouds } from '../domain/resources/cloud.ts'
import type { ResourcePolicy } from '../domain/resources/resource-policy.ts'
import type { Logger } from '../lib/logger.ts'
import type { Operations } from '../operations/index.ts'
import type { Queries } from '../queries/index.ts'
import { adminNotice } from '../views/admin-notice.ts'
import { lockNotice } from '../views/lock-notice.ts'
import { adminNoticeSchema } from './send-admin-notice.ts'
import { lockNoticeSchema } from './send-lock-notice.ts'
import { createCheckBudgetsJob } from './check-budgets.ts'
import { createCollectCosts, type CollectCostsDeps } from './collect-costs.ts'
import { createDrawCostChart } from './draw-cost-chart.ts'
import { createExpireBudget } from './expire-budget.ts'
import { createExpireDeliveries } from './expire-deliveries.ts'
import { createForgetHistory } from './forget-history.ts'
import { createIngestAlerts } from './ingest-alerts.ts'
import type { Job } from './job.ts'
import { createAutoRollback } from './auto-rollback.ts'
import { createReconcileDeploy } from './reconcile-deploy.ts'
import { createReconcileResource } from './reconcile-resource.ts'
import { createReconcileRollout } from './reconcile-rollout.ts'
import { createTargetTurns } from './target-turns.ts'
import type { RolloutWatches } from './rollout-watches.ts'
import { createSealAudit } from './seal-audit.ts'
import { createRenderDeploy, createRenderDeployNotice } from './show-deploy.ts'
import { createRenderChange, createRenderChangeNotice } from './show-resource-change.ts'
import { renderCostDigest, renderCostEdition } from './post-cost-digests-message.ts'
import { createPostCostDigestsJob } from './post-cost-digests.ts'
import { createPostCostEditionsJob } from './post-cost-editions.ts'
import { renderDigest } from './post-digests-message.ts'
import { createPostDigestsJob } from './post-digests.ts'
import { createRenderAlertsJoined } from './send-alerts-joined.ts'
import { createSendCostCsv, renderCostFile } from './send-cost-csv.ts'
import { createSendNotice } from './send-notice.ts'
import type { SendingDeps } from './sending-kit.ts'
import { createRenderAlertThread } from './show-alert-thread.ts'
import { createRenderBudgetNotice, createRenderBudgetRequest } from './show-budget-request.ts'
import { createShowCard } from './show-card.ts'
import { createShownLatency } from './shown-latency.ts'

export interface JobsDeps extends Omit<SendingDeps, 'fallbackChannel' | 'adminChannel'> {
  directory: Directory
  catalogue: Catalogue
  policy: AlertPolicy
  digest: DigestPolicy
  deployPolicy: DeployPolicy
  deployer: Deployer
  resourcePolicy: ResourcePolicy
  clouds: Clouds
  costPolicy: CostPolicy
  costSources: readonly ConfiguredCostSource[]
  files: Files
  pictures: Pictures
  watches: RolloutWatches
  /** How long what is over is kept. */
  historyMs: number
  operations: Operations
  queries: Queries
  /** Webhooks that are being received: background work gives way. */
  intake: { count(): number }
  logger: Logger
  onDeployOver(record: DeployRecord): void
  onApproved(waitedMs: number): void
  onChangeOver(change: Change): void
  /** After each reading of a source of costs. */
  onReading: CollectCostsDeps['onReading']
  /** Seconds from the receipt of an alert to the message that shows it. */
  onLatency(seconds: number): void
}

/** The registry of background work: one line a job, and one a kind of card or notice. */
export function createJobs(deps: JobsDeps): Job[] {
  const { store, clock, catalogue, operations, queries } = deps
  const now = () => clock.now()
  const sending: SendingDeps = {
    ...deps,
    fallbackChannel: catalogue.fallbackChannel,
    adminChannel: catalogue.adminChannel,
  }
  const latency = createShownLatency(now(), deps.onLatency)
  return [
    createIngestAlerts({ store, ingestAlerts: operations.ingestAlerts, intake: deps.intake }),
    createShowCard({
      ...sending,
      render: {
        'alert-thread': createRenderAlertThread({ catalogue, onRendered: latency.rendered }),
        deploy: createRenderDeploy(deps),
        'resource-change': createRenderChange(deps),
        'budget-request': createRenderBudgetRequest(deps),
      },
      onShown: latency.shown,
    }),
    createSendNotice({
      ...sending,
      render: {
        'alerts-joined': createRenderAlertsJoined({ catalogue }),
        deploy: createRenderDeployNotice(deps),
        digest: renderDigest,
        admin: async (_reads, payload) => adminNotice(adminNoticeSchema.parse(payload)),
        'resource-change': createRenderChangeNotice(deps),
        'cost-digest': renderCostDigest,
        'cost-edition': renderCostEdition,
        'cost-file': renderCostFile,
        budget: createRenderBudgetNotice(deps),
        lock: async (_reads, payload) => lockNotice(lockNoticeSchema.parse(payload)),
      },
    }),
    createPostDigestsJob({
      postDigests: operations.postDigests,
      digestDue: queries.digestDue,
      directory: deps.directory,
      threadLinks: queries.threadLinks,
      timeZone: deps.digest.timeZone,
      clock,
      logger: deps.logger,
    }),
    createCollectCosts({ ...deps, ...operations }),
    createPostCostDigestsJob({ ...deps, ...operations, ...queries }),
    createPostCostEditionsJob({ ...deps, ...operations, ...queries }),
    createDrawCostChart({ ...deps, ...operations }),
    createCheckBudgetsJob({ ...operations, ...queries }),
    createExpireBudget({ ...deps, ...operations }),
    createSendCostCsv({ ...deps, ...queries }),
    createExpireDeliveries({ store, now, deliveryRetentionMs: deps.policy.deliveryRetentionMs }),
    createReconcileDeploy({
      ...deps,
      ...operations,
      onOver: deps.onDeployOver,
      rollBackByItself: createAutoRollback({ ...deps, ...operations, ...queries }),
    }),
    createReconcileRollout({ ...deps, ...operations, turns: createTargetTurns() }),
    createReconcileResource({ ...deps, ...operations }),
    createSealAudit({ store, now }),
    createForgetHistory({ store, now, historyMs: deps.historyMs, costs: deps.costPolicy }),
  ]
}
