import type { Catalogue } from '../domain/catalogue.ts'
import type { Cluster, ClusterHealth, ClusterProblem } from '../domain/cluster.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { finding, type Finding } from '../domain/doctor-report.ts'
import type { Store } from '../domain/store.ts'
import { within } from '../lib/within.ts'
import { projectNames } from './known-services.ts'

export type ExaminedCluster = Pick<Cluster, 'name' | 'health' | 'missingPermissions'>

export interface ClusterChecks {
  store: Pick<Store, 'read'>
  catalogue: Catalogue
  clusters: readonly ExaminedCluster[]
  /** No cluster is waited for longer than this, twice. */
  withinMs?: number
}

const WITHIN_MS = 3_000
const MOST_AHEAD_MS = 30_000
const MOST_NAMESPACES = 3
const MOST_DEPLOYS = 200

/** Does each cluster answer, with a right clock, and may the bot do there what it must? All are asked at once. */
export async function examineClusters(checks: ClusterChecks): Promise<Finding[]> {
  const recent = await checks.store.read((reads) => reads.deploys.recent({}, MOST_DEPLOYS))
  const found = await Promise.all(
    checks.clusters.map(async (cluster) =>
      examine(cluster, namespacesIn(cluster.name, recent, checks.catalogue), checks.withinMs ?? WITHIN_MS),
    ),
  )
  return found.flat()
}

async function examine(cluster: ExaminedCluster, namespaces: string[], withinMs: number): Promise<Finding[]> {
  const { name } = cluster
  const health = await within(withinMs, cluster.health(), late(withinMs))
  if (health.outcome !== 'ok') return [problemOf(name, health)]
  return [
    finding('ok', 'cluster-well', { cluster: name, version: health.value.version }),
    ...clock(name, health.value),
    ...(await permissions(cluster, namespaces, withinMs)),
  ]
}

function clock(cluster: string, { clockAheadMs }: ClusterHealth): Finding[] {
  if (clockAheadMs === null || Math.abs(clockAheadMs) <= MOST_AHEAD_MS) return []
  return [finding('warning', 'cluster-clock', { cluster, aheadMs: clockAheadMs })]
}

async function permissions(
  cluster: ExaminedCluster,
  namespaces: string[],
  withinMs: number,
): Promise<Finding[]> {
  const answers = await Promise.all(
    namespaces.map(async (namespace) => ({
      namespace,
      result: await within(withinMs, cluster.missingPermissions(namespace), late(withinMs)),
    })),
  )
  const lacking = new Map<string, string[]>()
  const problems: Finding[] = []
  for (const { namespace, result } of answers) {
    if (result.outcome !== 'ok') {
      problems.push(problemOf(cluster.name, result))
      continue
    }
    for (const { verb, resource, group } of result.value) {
      const what = `${verb} ${resource}${group === '' ? '' : `.${group}`}`
      lacking.set(what, [...(lacking.get(what) ?? []), namespace])
    }
  }
  const missing = [...lacking].map(([what, where]) => `${what} (${where.join(', ')})`).join('; ')
  const lacks =
    missing === '' ? [] : [finding('problem', 'cluster-permissions', { cluster: cluster.name, missing })]
  return [...lacks, ...problems.slice(0, 1)]
}

/** Where was deployed lately; before the first deploy: some of the projects that the cluster is for. */
function namespacesIn(cluster: string, recent: readonly DeployRecord[], catalogue: Catalogue): string[] {
  const isThere = ({ waves }: DeployRecord) =>
    waves.some(({ rollouts }) => rollouts.some((rollout) => rollout.cluster === cluster))
  const lately = [...new Set(recent.filter(isThere).map(({ project }) => project))]
  const own = catalogue.projects.filter(({ clusters }) => clusters.length === 0 || clusters.includes(cluster))
  const names = lately.length > 0 ? lately : projectNames({ ...catalogue, projects: own })
  return names.slice(0, MOST_NAMESPACES)
}

function problemOf(cluster: string, problem: ClusterProblem): Finding {
  switch (problem.outcome) {
    case 'unauthorized':
      return finding('problem', 'cluster-unauthorized', { cluster })
    case 'forbidden':
      return finding('problem', 'cluster-permissions', {
        cluster,
        missing: `${problem.verb} ${problem.resource}`,
      })
    case 'limited':
      return unreachable(cluster, `limited for ${problem.retryAfterMs} ms`)
    case 'invalid':
      return unreachable(cluster, problem.details.join(', '))
    default:
      return unreachable(cluster, problem.error)
  }
}

function unreachable(cluster: string, error: string): Finding {
  return finding('problem', 'cluster-unreachable', { cluster, error })
}

function late(ms: number): { outcome: 'unreachable'; error: string } {
  return { outcome: 'unreachable', error: `no answer within ${ms} ms` }
}
