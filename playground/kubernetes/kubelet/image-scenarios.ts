import { othersStarted } from './healthy.ts'
import type { PodLife, Script } from './pod-life.ts'
import { initialised, scheduled, waits } from './steps.ts'

const RPC = 'rpc error: code = '

/** The words are containerd's. */
const PULL_ERRORS = {
  'image-not-found': (image: string) =>
    `${RPC}NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
  'image-unauthorized': (image: string) =>
    `${RPC}Unknown desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": pull access denied, repository does not exist or may require authorization: authorization failed: 401 Unauthorized`,
  'registry-timeout': (image: string) =>
    `${RPC}Unknown desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": failed to do request: Head "https://${image.split('/')[0]}/v2/": dial tcp 10.96.0.9:443: i/o timeout`,
}

/** ErrImagePull and ImagePullBackOff in turn, for ever. */
export function* pullFails(life: PodLife, kind: keyof typeof PULL_ERRORS): Script {
  const { name: container, image } = life.culprit
  const message = PULL_ERRORS[kind](image)
  yield* scheduled(life)
  yield* initialised(life)
  yield* othersStarted(life)
  for (let round = 0; ; round++) {
    life.tell('Normal', 'Pulling', { message: `Pulling image "${image}"`, container })
    yield life.pace(kind === 'registry-timeout' ? 4000 : 800)
    waits(life, container, { reason: 'ErrImagePull', message })
    life.tell('Warning', 'Failed', { message: `Failed to pull image "${image}": ${message}`, container })
    life.tell('Warning', 'Failed', { message: 'Error: ErrImagePull', container })
    yield life.pace(1000)
    waits(life, container, {
      reason: 'ImagePullBackOff',
      message: `Back-off pulling image "${image}": ErrImagePull: ${message}`,
    })
    life.tell('Normal', 'BackOff', { message: `Back-off pulling image "${image}"`, container })
    life.tell('Warning', 'Failed', { message: 'Error: ImagePullBackOff', container })
    yield life.cluster.settings.backoffMs * Math.min(2 ** round, 30)
  }
}

export function* invalidName(life: PodLife): Script {
  const { name: container, image } = life.culprit
  yield* scheduled(life)
  yield life.pace(500)
  const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`
  waits(life, container, { reason: 'InvalidImageName', message })
  life.tell('Warning', 'InspectFailed', { message, container })
  life.tell('Warning', 'Failed', { message: 'Error: InvalidImageName', container })
}
