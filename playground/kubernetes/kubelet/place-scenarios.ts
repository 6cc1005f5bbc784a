import { withPodCondition } from '../conditions.ts'
import { healthy } from './healthy.ts'
import type { PodLife, Script } from './pod-life.ts'
import { ended, scheduled } from './steps.ts'

export function* unschedulable(life: PodLife): Script {
  const count = life.cluster.nodes.length
  const message = `0/${count} nodes are available: ${count} Insufficient cpu. preemption: 0/${count} nodes are available: ${count} No preemption victims found for incoming pod.`
  for (;;) {
    life.change((pod, now) => {
      const told = { type: 'PodScheduled', status: 'False' as const, reason: 'Unschedulable', message }
      pod.status.conditions = withPodCondition(pod.status.conditions, told, now)
    })
    life.tell('Warning', 'FailedScheduling', { message, by: 'default-scheduler' })
    yield life.pace(30_000)
  }
}

export function* failedMount(life: PodLife): Script {
  yield* scheduled(life)
  for (;;) {
    yield life.pace(500)
    const message = 'MountVolume.SetUp failed for volume "tls" : secret "checkout-tls" not found'
    life.tell('Warning', 'FailedMount', { message })
    yield life.cluster.settings.backoffMs
  }
}

export function* noSandbox(life: PodLife): Script {
  yield* scheduled(life)
  for (;;) {
    yield life.pace(500)
    const message =
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox: plugin type="aws-cni" failed (add): add cmd: failed to assign an IP address to container'
    life.tell('Warning', 'FailedCreatePodSandBox', { message })
    yield life.cluster.settings.backoffMs
  }
}

/** Starts well, then the node takes it away; its successor stays. */
export function* evicted(life: PodLife): Script {
  yield* healthy(life)
  yield life.pace(1000)
  const message = 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 41228Ki.'
  life.tell('Warning', 'Evicted', { message })
  for (const { name } of life.pod().spec.containers) ended(life, name, { exitCode: 137, reason: 'Error' })
  life.change((pod, now) => {
    pod.status.phase = 'Failed'
    pod.status.reason = 'Evicted'
    pod.status.message = message
    const told = {
      type: 'DisruptionTarget',
      status: 'True' as const,
      reason: 'TerminationByKubelet',
      message,
    }
    pod.status.conditions = withPodCondition(pod.status.conditions, told, now)
  })
}
