import { withPodCondition } from '../conditions.ts'
import type { Pod } from '../objects.ts'

/** The pod's phase and conditions from its containers, as the kubelet derives them. */
export function refresh(pod: Pod, now: string): void {
  const { status, spec } = pod
  const init = status.initContainerStatuses ?? []
  const pending = init.filter(({ state }) => state.terminated?.exitCode !== 0).map(({ name }) => name)
  const unready = (status.containerStatuses ?? []).filter(({ ready }) => !ready).map(({ name }) => name)
  const ran = status.containerStatuses?.some(
    ({ state, lastState }) => state.running ?? state.terminated ?? lastState.terminated,
  )
  status.phase = ran ? 'Running' : 'Pending'
  const notReady = {
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${unready.join(' ')}]`,
  }
  const unfinished =
    pending.length === 0
      ? {}
      : {
          reason: 'ContainersNotInitialized',
          message: `containers with incomplete status: [${pending.join(' ')}]`,
        }
  const told = [
    { type: 'Initialized', status: pending.length === 0, ...unfinished },
    { type: 'Ready', status: unready.length === 0, ...(unready.length > 0 && notReady) },
    { type: 'ContainersReady', status: unready.length === 0, ...(unready.length > 0 && notReady) },
  ]
  for (const { status: is, ...condition } of told)
    status.conditions = withPodCondition(
      status.conditions,
      { ...condition, status: is ? 'True' : 'False' },
      now,
    )
  status.qosClass = spec.containers.some(({ resources }) => Object.keys(resources ?? {}).length > 0)
    ? 'Burstable'
    : 'BestEffort'
}
