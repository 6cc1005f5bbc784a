import type { ImageReference } from '../../domain/deploys/image-reference.ts'
import type { Registry, RegistryAnswer } from '../../domain/registry.ts'
import { createSystemClock, type Clock } from '../../lib/clock.ts'
import { endpointOf, type RegistrySettings } from './endpoints.ts'
import { resolveDigest } from './resolve.ts'

export interface RegistryOptions {
  registries: readonly RegistrySettings[]
  /** For one `resolve` in all. */
  timeoutMs?: number
  clock?: Clock
  /** For metrics. */
  onAnswer?: (answer: { registry: string; outcome: RegistryAnswer['outcome'] }) => void
}

const TIMEOUT_MS = 10_000

/** Asks registries as https://github.com/opencontainers/distribution-spec/blob/main/spec.md says. */
export function createRegistry(options: RegistryOptions): Registry {
  const { registries, timeoutMs = TIMEOUT_MS, clock = createSystemClock(), onAnswer } = options
  const answerOf = async (image: ImageReference): Promise<RegistryAnswer> => {
    const found = endpointOf(image, registries)
    if ('error' in found) return { outcome: 'unreachable', error: found.error }
    const gaveUp = new AbortController()
    const tooLate = new Error(`no answer within ${String(timeoutMs)} ms`)
    const cancel = clock.after(timeoutMs, () => gaveUp.abort(tooLate))
    try {
      return await resolveDigest(found, gaveUp.signal)
    } finally {
      cancel()
    }
  }
  return {
    async resolve(image) {
      const answer = await answerOf(image)
      onAnswer?.({ registry: image.registry ?? 'docker.io', outcome: answer.outcome })
      return answer
    },
  }
}
