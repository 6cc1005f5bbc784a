import { Agent, fetch, type Response } from 'undici'
import {
  startKubernetesSimulator,
  type KubernetesSimulator,
  type KubernetesSimulatorOptions,
} from '../../playground/kubernetes/simulator.ts'
import type { ClusterSeed, WorkloadSeed } from '../../playground/kubernetes/seed.ts'
import type { Cluster } from '../../src/domain/cluster.ts'
import { createCluster } from '../../src/integrations/kubernetes/create-cluster.ts'
import { createSystemClock, type Clock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'

export const checkout: WorkloadSeed = {
  kind: 'Deployment',
  namespace: 'payments',
  name: 'checkout',
  images: ['registry.example.test/checkout:1.0.0', 'registry.example.test/checkout:1.1.0'],
  replicas: 3,
}

export const CHECKOUT = '/apis/apps/v1/namespaces/payments/deployments/checkout'

/** A cluster with the namespace payments and the Deployment checkout, unless told otherwise. */
export function startTestCluster(
  options: Omit<Partial<KubernetesSimulatorOptions>, 'seed'> &
    Partial<Pick<ClusterSeed, 'workloads' | 'autoscalers'>> = {},
): Promise<KubernetesSimulator> {
  const { workloads = [checkout], autoscalers = [], name = 'alpha', ...rest } = options
  const seed = { namespaces: ['payments', 'orders'], workloads, autoscalers }
  return startKubernetesSimulator({ ...rest, name, seed })
}

/** The bot's adapter before a simulated cluster. */
export function adapterOf(
  { name, kubeconfig }: KubernetesSimulator,
  clock: Clock = createSystemClock(),
): Cluster {
  return createCluster({ name, kubeconfigPath: kubeconfig, clock, logger: createLogger('silent') })
}

const agents = new Map<string, Agent>()

function agentOf({ authority }: KubernetesSimulator): Agent {
  const known = agents.get(authority) ?? new Agent({ connect: { ca: authority } })
  agents.set(authority, known)
  return known
}

interface Call {
  method?: string
  body?: unknown
  type?: string
  headers?: Record<string, string>
}

/** A request with the cluster's token, past any client library. */
export function request(
  cluster: KubernetesSimulator,
  path: string,
  { method = 'GET', body, type = 'application/json', headers = {} }: Call = {},
): Promise<Response> {
  return fetch(`${cluster.url}${path}`, {
    dispatcher: agentOf(cluster),
    method,
    headers: {
      authorization: `Bearer ${cluster.token}`,
      'content-type': type,
      'user-agent': 'curl/8',
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}

export interface Answered {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

export async function call(
  cluster: KubernetesSimulator,
  path: string,
  options: Call = {},
): Promise<Answered> {
  const response = await request(cluster, path, options)
  const text = await response.text()
  const body = (text.startsWith('{') ? JSON.parse(text) : { text }) as Record<string, unknown>
  return { status: response.status, headers: response.headers as unknown as Headers, body }
}

export function setImage(cluster: KubernetesSimulator, image: string, path = CHECKOUT): Promise<Answered> {
  const name = path.split('/').at(-1)
  return call(cluster, path, {
    method: 'PATCH',
    type: 'application/strategic-merge-patch+json',
    body: { spec: { template: { spec: { containers: [{ name, image }] } } } },
  })
}

export interface WatchLine {
  type: string
  object: { metadata: { name?: string; resourceVersion?: string }; code?: number; [field: string]: unknown }
}

/** Collects what a watch says until it ends. */
export async function openWatch(
  cluster: KubernetesSimulator,
  path: string,
): Promise<{ lines: WatchLine[]; ended: () => boolean; stop(): Promise<void> }> {
  const response = await request(cluster, path)
  const lines: WatchLine[] = []
  const reader = response.body?.getReader()
  let rest = ''
  let ended = false
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder()
    for (;;) {
      const part = await reader?.read()
      if (!part || part.done) return
      const texts = (rest + decoder.decode(part.value as Uint8Array)).split('\n')
      rest = texts.pop() ?? ''
      for (const text of texts) lines.push(JSON.parse(text) as WatchLine)
    }
  }
  void read()
    .catch(() => {})
    .finally(() => (ended = true))
  return { lines, ended: () => ended, stop: async () => await reader?.cancel() }
}
