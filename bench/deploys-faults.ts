import type { ContainerStatus, KubeEvent, Pod } from '../playground/kubernetes/objects.ts'
import type { ScenarioName } from '../playground/kubernetes/kubelet/scenario-names.ts'
import type { ReplicaSet } from '../playground/kubernetes/workloads.ts'
import type { ReasonCode } from '../src/domain/rollout/reasons.ts'

/** What one namespace of a cluster shows of the new version. */
export interface Sight {
  pods: readonly Pod[]
  sets: readonly ReplicaSet[]
  events: readonly KubeEvent[]
}

export interface Fault {
  scenario: ScenarioName
  /** What the card has to say. */
  code: ReasonCode
  isInit?: true
  /** The cluster shows it: a status, a condition or an event. */
  isShown(sight: Sight): boolean
  /** From when the time counts where one sign alone proves nothing. */
  patience?: string
}

const statusesOf = ({ pods }: Sight): ContainerStatus[] =>
  pods.flatMap(({ status }) => [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])])

const waits = (reasons: RegExp) => (sight: Sight) =>
  statusesOf(sight).some(({ state }) => reasons.test(state.waiting?.reason ?? ''))
const died = (sight: Sight) =>
  statusesOf(sight).some(({ state, lastState }) =>
    [state.terminated, lastState?.terminated].some((end) => end !== undefined && end.exitCode !== 0),
  )
const refused = ({ sets }: Sight) =>
  sets.some(({ status }) => status.conditions?.some(({ type }) => type === 'ReplicaFailure'))
const told =
  (reason: string, times = 1) =>
  ({ events }: Sight) =>
    events.some((event) => event.reason === reason && (event.count ?? 1) >= times)
const unplaced = ({ pods }: Sight) =>
  pods.some(({ status }) =>
    status.conditions?.some((one) => one.type === 'PodScheduled' && one.status === 'False'),
  )

/** The failure table, the slowest to show first: all end at about the same time. */
export const FAULTS: readonly Fault[] = [
  {
    scenario: 'readiness',
    code: 'readiness-failing',
    isShown: told('Unhealthy', 3),
    patience: 'the third failed probe',
  },
  { scenario: 'liveness', code: 'liveness-kill', isShown: died },
  { scenario: 'crash', code: 'crash-loop', isShown: died },
  { scenario: 'oom', code: 'out-of-memory', isShown: died },
  { scenario: 'init-crash', code: 'crash-loop', isInit: true, isShown: died },
  { scenario: 'exec-format', code: 'wrong-architecture', isShown: died },
  { scenario: 'bad-command', code: 'bad-command', isShown: died },
  { scenario: 'config-missing', code: 'config-missing', isShown: waits(/^CreateContainerConfigError$/) },
  {
    scenario: 'image-not-found',
    code: 'image-not-found',
    isShown: waits(/^(?:ErrImagePull|ImagePullBackOff)$/),
  },
  {
    scenario: 'image-unauthorized',
    code: 'image-unauthorized',
    isShown: waits(/^(?:ErrImagePull|ImagePullBackOff)$/),
  },
  // Its message names a Secret that does not exist.
  { scenario: 'failed-mount', code: 'config-missing', isShown: told('FailedMount') },
  { scenario: 'unschedulable', code: 'unschedulable', isShown: unplaced },
  { scenario: 'quota', code: 'quota-exceeded', isShown: refused },
  { scenario: 'webhook-denied', code: 'admission-denied', isShown: refused },
]
