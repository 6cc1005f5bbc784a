import type { KubernetesEvent, Pod } from '../../kubernetes-objects.ts'
import { newestEvent } from '../events.ts'
import { allStatuses, podStart } from '../pods.ts'
import type { Finding } from '../reasons.ts'

const VOLUME_REASONS = ['FailedMount', 'FailedAttachVolume', 'FailedMapVolume']
const SANDBOX_REASONS = ['FailedCreatePodSandBox']
const NO_SUCH_CONFIG = /(?:configmap|secret) "[^"]*" not found|references non-existent \w+ key/i

/** Volumes, network and sandbox: said by events only, and true only while no container was started. */
export function storage(pod: Pod, events: readonly KubernetesEvent[]): Finding | null {
  if (!pod.spec.nodeName || allStatuses(pod).some(({ state }) => state?.running || state?.terminated))
    return null
  const event = newestEvent(events, [...VOLUME_REASONS, ...SANDBOX_REASONS])
  if (!event) return null
  const message = event.message ?? ''
  const since = podStart(pod)
  const isVolume = VOLUME_REASONS.includes(event.reason ?? '')
  const volume = NO_SUCH_CONFIG.test(message) ? 'config-missing' : 'volume'
  return {
    code: isVolume ? volume : 'sandbox',
    weight: 'waiting',
    message,
    pod: pod.metadata.name,
    ...(since !== null && { since }),
  }
}
