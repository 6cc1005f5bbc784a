import { describe, expect, test } from 'vitest'
import { judge } from '../../../src/domain/rollout/judge.ts'
import type { ReasonCode } from '../../../src/domain/rollout/reasons.ts'
import { after, event, pod, waiting } from './build.ts'
import { reasonCodes, starting } from './scenario.ts'

type Row = readonly [title: string, reason: string, message: string, code: ReasonCode]

const pull = 'failed to pull and unpack image "registry.test/timeout-app:9": '
const now: readonly Row[] = [
  ['image not found', 'ErrImagePull', `${pull}not found`, 'image-not-found'],
  ['manifest unknown', 'ImagePullBackOff', 'Back-off: ErrImagePull: manifest unknown', 'image-not-found'],
  ['invalid name', 'InvalidImageName', 'couldn\'t parse image name "a b"', 'image-invalid'],
  ['never pulled', 'ErrImageNeverPull', 'image is not present with pull policy of Never', 'image-not-found'],
  ['no signature', 'SignatureValidationFailed', 'image verification failed', 'image-invalid'],
  [
    'unauthorized',
    'ErrImagePull',
    `${pull}unexpected status from HEAD: 401 Unauthorized`,
    'image-unauthorized',
  ],
  ['forbidden', 'ErrImagePull', `${pull}403 Forbidden`, 'image-unauthorized'],
  [
    'other platform',
    'ErrImagePull',
    `${pull}no match for platform in manifest: not found`,
    'wrong-architecture',
  ],
  ['config missing', 'CreateContainerConfigError', 'configmap "checkout-env" not found', 'config-missing'],
  [
    'key missing',
    'CreateContainerConfigError',
    "couldn't find key url in Secret payments/db",
    'config-missing',
  ],
  ['container not created', 'CreateContainerError', 'no command specified', 'container-not-created'],
  ['container not run', 'RunContainerError', 'error mounting "/x"', 'container-not-created'],
  ['pre-create hook', 'PreCreateHookError', 'hook failed', 'hook-failed'],
  ['post-start hook', 'PostStartHookError', 'command /warm exited with 1', 'hook-failed'],
  ['bad command', 'RunContainerError', 'exec: "srv": executable file not found in $PATH', 'bad-command'],
  ['wrong architecture', 'RunContainerError', 'exec /srv: exec format error', 'wrong-architecture'],
]
const afterAMinute: readonly Row[] = [
  ['registry times out', 'ErrImagePull', `${pull}dial tcp 10.0.0.1:443: i/o timeout`, 'registry-unreachable'],
  [
    'registry limits',
    'ErrImagePull',
    'toomanyrequests: You have reached your pull rate limit',
    'registry-unreachable',
  ],
  [
    'no such host',
    'ErrImagePull',
    `${pull}dial tcp: lookup registry.test: no such host`,
    'registry-unreachable',
  ],
  ['registry unavailable', 'RegistryUnavailable', 'registry is unavailable', 'registry-unreachable'],
  ['image not inspected', 'ImageInspectError', 'something', 'image-pull'],
  ['node too slow', 'CreateContainerError', 'context deadline exceeded', 'container-not-created'],
]

const withWaiting = (reason: string, message: string) =>
  starting({
    pods: [pod('new-1', { container: waiting(reason, message) }), pod('old-1', { owner: 'uid-set-1' })],
  })

describe('a container that waits', () => {
  test.each(now)('%s: fails now', (_, reason, message, code) => {
    const verdict = judge(withWaiting(reason, message))
    expect(verdict).toMatchObject({ phase: 'failed', oldServing: 1 })
    expect(verdict.reasons).toMatchObject([
      { code, weight: 'fatal', container: 'app', message, pods: ['new-1'] },
    ])
  })

  test.each(afterAMinute)('%s: fails after 60 s, told at once', (_, reason, message, code) => {
    const input = withWaiting(reason, message)
    const early = judge({ ...input, now: after(60) })
    expect([early.phase, reasonCodes(early)]).toEqual(['rolling', [code]])
    expect(judge({ ...input, now: after(61) }).phase).toBe('failed')
  })

  test('configuration not synced yet heals by itself', () => {
    const message = 'failed to sync configmap cache: timed out waiting for the condition'
    const verdict = judge({ ...withWaiting('CreateContainerConfigError', message), now: after(120) })
    expect(verdict).toMatchObject({
      phase: 'rolling',
      reasons: [{ code: 'config-not-synced', weight: 'waiting' }],
    })
  })

  test('while backing off, the event of the last try says why', () => {
    const input = withWaiting('ImagePullBackOff', 'Back-off pulling image "registry.test/app:9"')
    const message = 'Failed to pull image "registry.test/app:9": rpc error: code = NotFound desc = not found'
    const verdict = judge({ ...input, events: [event('uid-new-1', 'Failed', { message })] })
    expect(verdict).toMatchObject({ phase: 'failed', reasons: [{ code: 'image-not-found', message }] })
  })

  test('an init container is looked at like any other', () => {
    const status = {
      phase: 'Pending',
      initContainerStatuses: [
        { name: 'migrate', restartCount: 0, ...waiting('ErrImagePull', `${pull}not found`) },
      ],
      containerStatuses: [{ name: 'app', restartCount: 0, ...waiting('PodInitializing') }],
    }
    const verdict = judge(starting({ pods: [pod('new-1', { status })] }))
    expect(verdict.reasons).toMatchObject([{ code: 'image-not-found', container: 'migrate', isInit: true }])
  })

  test('ContainerCreating is no reason', () => {
    expect(judge(withWaiting('ContainerCreating', ''))).toMatchObject({ phase: 'rolling', reasons: [] })
  })
})
