import type { ScenarioName } from '../../playground/kubernetes/kubelet/scenario-names.ts'
import type { Pod } from '../../playground/kubernetes/objects.ts'
import type { WorkloadSeed } from '../../playground/kubernetes/seed.ts'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { checkoutAt141, imageOf } from './deploy-app.ts'
import { setImage } from './kubernetes.ts'

/** Where a naive reader sees a success that is none, or a failure that is none. */
export interface TruthScenario {
  name: string
  workload: Partial<WorkloadSeed>
  /** What belongs to the service beside it. */
  beside?: WorkloadSeed[]
  /** What goes wrong with the pods of these versions. */
  images?: Record<string, ScenarioName>
  /** Default 1.4.2, over 1.4.1. */
  version?: string
  stabilitySeconds?: number
  /** The modal says this and takes no wish: there is no card. */
  refused?: RegExp
  /** Done before anybody asks for the deploy. */
  before?(cluster: KubernetesSimulator): Promise<void>
  /** Done once, as soon as the card says this. */
  meanwhile?: { says: RegExp; act(cluster: KubernetesSimulator): void | Promise<void> }
  /** The card must have said these at some time; the last one is how it ends. */
  says: RegExp[]
  /** Whether it may claim to serve at all. */
  serves: boolean
  /** What the card must never say. */
  never?: RegExp
}

const FAILED = /\*Failed\*/
const SERVING = /Serving in 1 of 1/
const checkout = { namespace: 'payments', name: 'checkout' }
const byHand = { updateStrategy: { type: 'OnDelete' } }
const WORKER = '/apis/apps/v1/namespaces/payments/deployments/worker'
/** Another name of the image 1.4.2, so that its pods alone can go wrong. */
const WORKER_IMAGE = imageOf('1.4.2').replace(':1.4.2@', ':worker@')
const worker: WorkloadSeed = {
  ...checkoutAt141,
  name: 'worker',
  labels: { 'app.kubernetes.io/name': 'checkout' },
}

export const TRUTH_SCENARIOS: TruthScenario[] = [
  { name: 'it goes well', workload: {}, says: [/new pods? ready/, SERVING], serves: true, never: FAILED },
  {
    name: 'old pods still terminate',
    workload: {},
    images: { '1.4.1': 'slow-stop' },
    says: [/old pods? shutting down|old pods? still shutting down/, SERVING],
    serves: true,
  },
  {
    name: 'a deadline was exceeded by the rollout before',
    workload: { spec: { progressDeadlineSeconds: 10 } },
    images: { '1.4.0-stuck': 'readiness' },
    async before(cluster) {
      await setImage(cluster, imageOf('1.4.0-stuck'))
      await seen(() => {
        const conditions = cluster.state.deployment('payments', 'checkout')?.status.conditions ?? []
        return conditions.some(({ reason }) => reason === 'ProgressDeadlineExceeded')
      })
    },
    says: [SERVING],
    serves: true,
    never: FAILED,
  },
  {
    name: 'superseded by kubectl set image',
    workload: {},
    meanwhile: {
      says: /new pods? ready/,
      act: async (cluster) => void (await setImage(cluster, imageOf('1.4.0'))),
    },
    says: [/\*Failed\*[^]*somebody else changed the workload/],
    serves: false,
  },
  {
    name: 'changed by kubectl inside the stability window',
    workload: {},
    stabilitySeconds: 20,
    meanwhile: {
      says: /stabilizing/,
      act: async (cluster) => void (await setImage(cluster, imageOf('1.4.0'))),
    },
    says: [/stabilizing/, /\*Failed\*[^]*somebody else changed the workload/],
    serves: false,
  },
  {
    name: 'the same digest runs already',
    workload: {},
    version: '1.4.1',
    says: [SERVING],
    serves: true,
    never: FAILED,
  },
  {
    name: 'the same digest runs already and crashes',
    workload: {},
    images: { '1.4.2': 'crash' },
    async before(cluster) {
      await setImage(cluster, imageOf('1.4.2'))
      await seen(() => cluster.state.pods('payments').some(hasRestarted))
    },
    says: [/\*Failed\*[^]*keeps crashing/],
    serves: false,
  },
  {
    name: 'one of two workloads carries the digest already',
    workload: {},
    beside: [worker],
    before: async (cluster) => void (await setImage(cluster, WORKER_IMAGE, WORKER)),
    says: [SERVING],
    serves: true,
    never: FAILED,
  },
  {
    name: 'one of two workloads carries the digest already and crashes',
    workload: {},
    beside: [worker],
    async before(cluster) {
      cluster.faults.images.set(WORKER_IMAGE, 'crash')
      await setImage(cluster, WORKER_IMAGE, WORKER)
      await seen(() => cluster.state.pods('payments').some(hasRestarted))
    },
    says: [/\*Failed\*[^]*keeps crashing/],
    serves: false,
  },
  {
    name: 'a StatefulSet without deadline crashes',
    workload: { kind: 'StatefulSet' },
    images: { '1.4.2': 'crash' },
    says: [/\*Failed\*[^]*keeps crashing/],
    serves: false,
  },
  {
    name: 'a DaemonSet without deadline crashes',
    workload: { kind: 'DaemonSet' },
    images: { '1.4.2': 'crash' },
    says: [/\*Failed\*[^]*keeps crashing/],
    serves: false,
  },
  {
    name: 'an autoscaler changes the replicas meanwhile',
    workload: {},
    meanwhile: { says: /1 of 3 new pods ready/, act: (cluster) => scaleTo(cluster, 5) },
    says: [/scaled from 3 to 5 pods/, SERVING],
    serves: true,
    never: FAILED,
  },
  {
    name: 'no replicas are wanted',
    workload: { replicas: 0 },
    says: [/\*Failed\*[^]*scaled to 0/],
    serves: false,
  },
  {
    name: 'paused, and resumed by a person',
    workload: { spec: { paused: true } },
    meanwhile: {
      says: /paused in the cluster/,
      act: (cluster) =>
        cluster.state.edit('deployments', checkout, (draft) => {
          draft.spec.paused = false
        }),
    },
    says: [/Needs a person[^]*paused in the cluster/, SERVING],
    serves: true,
    never: FAILED,
  },
  {
    name: 'the deadline is switched off and it crashes',
    workload: { spec: { progressDeadlineSeconds: 2_147_483_647 } },
    images: { '1.4.2': 'crash' },
    says: [/sets no deadline/, /\*Failed\*[^]*keeps crashing/],
    serves: false,
  },
  {
    name: 'a partition holds pods back',
    workload: {
      kind: 'StatefulSet',
      spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } },
    },
    says: [/\*Failed\*[^]*partition/],
    serves: false,
  },
  {
    name: 'a StatefulSet replaces pods on delete only',
    workload: { kind: 'StatefulSet', spec: byHand },
    says: [/\*Failed\*[^]*only when somebody deletes it/],
    serves: false,
  },
  {
    name: 'a DaemonSet replaces pods on delete only',
    workload: { kind: 'DaemonSet', spec: byHand },
    says: [/\*Failed\*[^]*only when somebody deletes it/],
    serves: false,
  },
  {
    name: 'it crashes late, inside the stability window',
    workload: {},
    images: { '1.4.2': 'late-crash' },
    stabilitySeconds: 30,
    says: [/\*Failed\*[^]*keeps crashing/],
    serves: false,
  },
  {
    name: 'the object is deleted and made anew',
    workload: {},
    meanwhile: {
      says: /new pods? ready/,
      act({ state, seed }) {
        const [container] = state.deployment('payments', 'checkout')?.spec.template.spec.containers ?? []
        state.remove('deployments', 'payments', 'checkout')
        seed({ namespaces: [], workloads: [{ ...checkoutAt141, images: [container?.image ?? ''] }] })
      },
    },
    says: [/\*Failed\*[^]*deleted/],
    serves: false,
  },
]

function hasRestarted({ status }: Pod): boolean {
  return status.containerStatuses?.some(({ restartCount }) => restartCount > 0) ?? false
}

function scaleTo({ state }: KubernetesSimulator, replicas: number): void {
  state.edit('deployments', { ...checkout, manager: 'horizontal-pod-autoscaler' }, (draft) => {
    draft.spec.replicas = replicas
  })
}

async function seen(look: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !look();) {
    if (Date.now() > end) throw new Error('the cluster never came to where the scenario begins')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
