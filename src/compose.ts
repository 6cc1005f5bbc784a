import { createCommands } from './commands/index.ts'
import { createSlackDoor, type SlackDoor } from './commands/slack/slack-door.ts'
import type { LoadedConfig } from './config/load-config.ts'
import { toAlertSources } from './config/to-alert-sources.ts'
import { toBuildSources } from './config/to-build-sources.ts'
import { toCatalogue } from './config/to-catalogue.ts'
import { toCostPolicy, toCostSources } from './config/to-cost-policy.ts'
import { toClusters } from './config/to-clusters.ts'
import { toDeployPolicy } from './config/to-deploy-policy.ts'
import { toAlertPolicy, toDigestPolicy, toHistoryMs } from './config/to-policies.ts'
import { toRegistries } from './config/to-registries.ts'
import { toAwsAccounts } from './config/to-aws-accounts.ts'
import { toResourcePolicy } from './config/to-resource-policy.ts'
import { toSlackSettings } from './config/to-slack-settings.ts'
import { slackLimits } from './domain/budget-limits.ts'
import type { ConfiguredCostSource } from './domain/cost/source.ts'
import { PRIORITY } from './domain/message.ts'
import type { Store } from './domain/store.ts'
import { createAws, type AwsOptions } from './integrations/aws/create-aws.ts'
import { createCluster } from './integrations/kubernetes/create-cluster.ts'
import { createOpenCost } from './integrations/opencost/create-opencost.ts'
import { createPictures } from './integrations/pictures/create-pictures.ts'
import { createPatchImages } from './integrations/kubernetes/patch-images.ts'
import { createRegistry } from './integrations/registry/create-registry.ts'
import { createSlackAnswers } from './integrations/slack/answers.ts'
import type { SlackDeps } from './integrations/slack/calls.ts'
import { createSlackFiles } from './integrations/slack/files.ts'
import { createSlackDirectory } from './integrations/slack/directory.ts'
import { createSlackMessages } from './integrations/slack/messages.ts'
import { createWorkspaceCheck } from './integrations/slack/workspace-check.ts'
import { createJobs } from './jobs/index.ts'
import { POST_DIGESTS_KEY } from './jobs/post-digests.ts'
import { createRolloutWatches } from './jobs/rollout-watches.ts'
import { SEAL_AUDIT_KEY } from './jobs/seal-audit.ts'
import { createBudget } from './jobs/sending-budget.ts'
import { createWriterPause } from './jobs/sending-pause.ts'
import { createWaitingReplies } from './jobs/sending-threads.ts'
import { createWorker } from './jobs/worker.ts'
import { createSystemClock, type Clock } from './lib/clock.ts'
import { createNewId } from './lib/id.ts'
import { createInFlight } from './lib/in-flight.ts'
import { createLogger, type Logger } from './lib/logger.ts'
import { createMetrics } from './lib/metrics.ts'
import { createOperations } from './operations/index.ts'
import { createQueries } from './queries/index.ts'
import { openSqliteStore } from './store/sqlite.ts'
import { createWeb } from './web/index.ts'

/** A running bot. */
export interface App {
  /** Address of the HTTP server: webhooks, health, metrics. */
  url: string
  store: Store
  /** Takes nothing new, finishes what is under way (bounded) and closes the store. */
  stop(): Promise<void>
}

export interface Overrides {
  clock?: Clock
  logger?: Logger
}

const MOST_REVIVED = 10_000

/** Wires configuration, adapters, operations and doors, and starts them. Rejects with a remedy when it cannot run. */
export async function startApp(loaded: LoadedConfig, overrides: Overrides = {}): Promise<App> {
  const { config, secrets } = loaded
  const clock = overrides.clock ?? createSystemClock(loaded.clock.speed, loaded.clock.base)
  const now = () => clock.now()
  const newId = createNewId(now)
  const logger =
    overrides.logger ??
    createLogger(config.logLevel, { secrets: secrets.names().map((name) => secrets.reveal(name)) })
  const metrics = createMetrics()
  const slack = toSlackSettings(config, secrets)
  const slackDeps: SlackDeps = {
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    clock,
    logger,
    onCall(method, outcome) {
      metrics.slackCalls.inc({ method, outcome })
      if (outcome === 'limited') metrics.slackLimited.inc({ method })
    },
  }
  const messages = createSlackMessages(slackDeps)
  const directory = createSlackDirectory(slackDeps)
  const answers = createSlackAnswers(slackDeps)
  const catalogue = toCatalogue(config)
  const policy = toAlertPolicy(config)
  const digest = toDigestPolicy(config)
  const sources = toAlertSources(config, secrets)
  const deployPolicy = toDeployPolicy(config)
  const buildSources = toBuildSources(config, secrets)
  const clusters = toClusters(config).map((source) =>
    createCluster({ ...source, clock, logger, onCall: (call) => metrics.clusterCall(call) }),
  )
  const deployer = createPatchImages({
    clusters: new Map(clusters.map((cluster) => [cluster.name, cluster])),
  })
  const registry = createRegistry({ registries: toRegistries(config, secrets), clock })
  const resourcePolicy = toResourcePolicy(config)
  const awsAccounts = toAwsAccounts(config)
  const awsCalls: Pick<AwsOptions, 'clock' | 'onCall'> = {
    clock,
    onCall(call) {
      metrics.cloudCall(call)
      const { account, region, action, failure } = call
      if (!failure) return
      const { code, message, requestId } = failure
      logger.info({ account, region, action, code, message, requestId }, 'aws: a call was refused')
    },
  }
  const cost = toCostSources(config)
  const aws = createAws({
    ...awsCalls,
    accounts: awsAccounts,
    dutiesOf(account) {
      const isForCost = cost.aws.some((one) => one.account === account)
      const isForResources = resourcePolicy.environments.some((one) => one.account === account)
      return [
        ...(isForResources || !isForCost ? ['resources' as const] : []),
        ...(isForCost ? ['cost' as const] : []),
      ]
    },
  })
  const { clouds, prices, cloudAccounts } = aws
  const costPolicy = toCostPolicy(config)
  const costSources: ConfiguredCostSource[] = [
    ...cost.clusters.map((cluster) => ({ ...createOpenCost({ ...cluster, clock }), callsPerDay: null })),
    ...cost.aws.map((settings) => ({ ...aws.costSource(settings), callsPerDay: settings.callsPerDay })),
  ]
  const store = await openSqliteStore({ dataDir: config.dataDir, newId, now })
  const running: { door: SlackDoor | null } = { door: null }
  const pause = createWriterPause()
  const intake = createInFlight()

  const operations = createOperations({
    store,
    now,
    newId,
    policy,
    catalogue,
    sources,
    digest,
    deployPolicy,
    directory,
    deployer,
    registry,
    resourcePolicy,
    prices,
    costPolicy,
    costSources,
  })
  const queries = createQueries({
    store,
    catalogue,
    directory,
    digest,
    sources,
    deployPolicy,
    clusters,
    buildSources,
    resourcePolicy,
    clouds,
    prices,
    cloudAccounts,
    costPolicy,
    costSources,
    now,
    permalink: messages.permalink,
    workspace: createWorkspaceCheck(slackDeps),
    slackDoorAlive: () => running.door?.alive() ?? false,
  })
  metrics.onScrape(queries.workNumbers)
  const watches = createRolloutWatches({
    deployer,
    store,
    clock,
    onError: (error) => logger.warn({ error: String(error) }, 'asking for a look at a rollout: not stored'),
  })
  const jobs = createJobs({
    store,
    messages,
    directory,
    budget: createBudget(clock, slackLimits(slack)),
    pause,
    waitingReplies: createWaitingReplies(),
    clock,
    newId,
    logger,
    catalogue,
    policy,
    digest,
    deployPolicy,
    deployer,
    resourcePolicy,
    clouds,
    costPolicy,
    costSources,
    files: createSlackFiles(slackDeps),
    pictures: createPictures(),
    watches,
    historyMs: toHistoryMs(config),
    operations,
    queries,
    intake,
    onDeployOver: ({ environment, state }) => metrics.deploysFinished.inc({ environment, state }),
    onApproved: (waitedMs) => metrics.approvalWait.observe(waitedMs / 1000),
    onChangeOver: ({ verb, state }) => metrics.changesFinished.inc({ verb, state }),
    onReading: (source, outcome) => metrics.costReadings.inc({ source, outcome }),
    onLatency: (seconds) => metrics.webhookToSlack.observe(seconds),
  })
  const worker = createWorker({
    store,
    jobs,
    clock,
    newId,
    logger,
    onOutcome: (kind, outcome) => metrics.jobOutcomes.inc({ kind, outcome }),
  })
  const door = createSlackDoor({
    ...slack,
    ...createCommands({ ...operations, ...queries, catalogue, deployPolicy, costPolicy, now, newId }),
    whoIs: queries.whoIs,
    answers,
    acceptInteraction: operations.acceptInteraction,
    clock,
    newId,
    logger,
    onAcknowledged: (name, ms) => metrics.interactionSeconds.observe({ name }, ms / 1000),
  })
  running.door = door
  const web = createWeb({
    store,
    metrics,
    logger,
    now,
    sources,
    intake,
    receiveAlerts: operations.receiveAlerts,
    buildSources,
    recordBuild: operations.recordBuild,
    catalogue,
    doorAlive: () => door.alive(),
    tokenProblem: () => pause.problem(),
    slackPlugin: slack.mode === 'http' ? (app) => door.plugin(app) : null,
  })

  const stop = async () => {
    // At the same time: each may need its while when Slack does not answer.
    await Promise.all([door.stop(), web.close(), worker.stop()])
    await Promise.all(clusters.map((cluster) => cluster.close()))
    aws.close()
    await store.close()
  }
  try {
    const url = await web.listen({ host: config.http.host, port: config.http.port })
    await operations.recordOwnership({ actor: { kind: 'system', job: 'start' }, input: {} })
    await enqueueStanding(store, { dueAt: clock.now(), costSources })
    worker.start()
    await door.start()
    logger.info({ url, mode: slack.mode }, 'coxswain: ready')
    return { url, store, stop }
  } catch (error) {
    await stop().catch(() => undefined)
    throw error
  }
}

/** Work that comes back by itself, and what was given up: whoever starts may have mended the cause. */
async function enqueueStanding(
  store: Store,
  { dueAt, costSources }: { dueAt: number; costSources: readonly Pick<ConfiguredCostSource, 'id'>[] },
): Promise<void> {
  const givenUp = await store.work.dead(MOST_REVIVED)
  await store.transaction(async (tx) => {
    await tx.queue.enqueue('post-digests', POST_DIGESTS_KEY, { dueAt, priority: PRIORITY.outcome })
    for (const { id } of costSources) {
      await tx.queue.enqueue('collect-costs', id, { dueAt, priority: PRIORITY.progress })
    }
    await tx.queue.enqueue('post-cost-digests', 'tick', { dueAt, priority: PRIORITY.outcome })
    await tx.queue.enqueue('post-cost-editions', 'tick', { dueAt, priority: PRIORITY.outcome })
    await tx.queue.enqueue('expire-deliveries', 'daily', { dueAt, priority: PRIORITY.progress })
    await tx.queue.enqueue('seal-audit', SEAL_AUDIT_KEY, { dueAt, priority: PRIORITY.progress })
    for (const { id } of await tx.deploys.open({})) {
      await tx.queue.enqueue('reconcile-deploy', id, { dueAt, priority: PRIORITY.outcome })
    }
    for (const { id } of await tx.changes.open()) {
      await tx.queue.enqueue('reconcile-resource', id, { dueAt, priority: PRIORITY.outcome })
    }
    await tx.queue.enqueue('forget-history', 'daily', { dueAt, priority: PRIORITY.progress })
    for (const { kind, key } of givenUp) await tx.queue.enqueue(kind, key, { dueAt })
  })
}
