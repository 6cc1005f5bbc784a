import { isAboutContainer, newestEvent } from '../events.ts'
import { podStart } from '../pods.ts'
import type { Finding, ReasonCode } from '../reasons.ts'
import { type ContainerContext, msSince, PATIENCE_MS } from './context.ts'
import { own } from '../../own.ts'

/** https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/types.go */
const PULL_REASONS: Readonly<Record<string, ReasonCode>> = {
  ErrImagePull: 'image-pull',
  ImagePullBackOff: 'image-pull',
  ImageInspectError: 'image-pull',
  ErrImageNeverPull: 'image-not-found',
  InvalidImageName: 'image-invalid',
  SignatureValidationFailed: 'image-invalid',
  RegistryUnavailable: 'registry-unreachable',
}

const UNREACHABLE =
  /\b429\b|too ?many ?requests|rate limit|time(?:d )?out|deadline exceeded|no such host|connection (?:refused|reset)|tls handshake|network is unreachable|server misbehaving|service unavailable|bad gateway|x509|unexpected EOF|\b50[0-4]\b/i
const UNAUTHORIZED =
  /\b40[13]\b|unauthorized|forbidden|access denied|authentication required|no basic auth|may require/i
const WRONG_PLATFORM = /no match for platform|no matching manifest/i
const NOT_FOUND = /not ?found|manifest unknown|name unknown|does not exist|no such image|\b404\b/i

export function imagePull(context: ContainerContext): Finding | null {
  const { pod, status, isInit } = context
  const waiting = status.state?.waiting
  const kind = own(PULL_REASONS, waiting?.reason ?? '')
  if (kind === undefined) return null
  const message = fullMessage(context)
  const code = kind === 'image-pull' ? codeOf(message) : kind
  const isLate = msSince(podStart(pod), context) >= PATIENCE_MS
  const mayHeal = code === 'registry-unreachable' || code === 'image-pull'
  return {
    code,
    weight: mayHeal && !isLate ? 'waiting' : 'fatal',
    message,
    container: status.name,
    isInit,
    pod: pod.metadata.name,
  }
}

/** While backing off the status may only name the image; the event of the last try still says why. */
function fullMessage({ status, events }: ContainerContext): string {
  const message = status.state?.waiting?.message ?? ''
  if (codeOf(message) !== 'image-pull') return message
  const about = events.filter((event) => isAboutContainer(event, status.name))
  return newestEvent(about, ['Failed'], /pull/i)?.message ?? message
}

function codeOf(message: string): ReasonCode {
  const text = withoutNames(message)
  if (UNREACHABLE.test(text)) return 'registry-unreachable'
  if (WRONG_PLATFORM.test(text)) return 'wrong-architecture'
  if (UNAUTHORIZED.test(text)) return 'image-unauthorized'
  return NOT_FOUND.test(text) ? 'image-not-found' : 'image-pull'
}

/** An image called `timeout-service` did not time out: what is quoted and what looks like an address is no reason. */
function withoutNames(message: string): string {
  return message.replaceAll(/\\?"[^"]*"/g, '""').replaceAll(/https?:\/\/[^\s"]+/g, '')
}
