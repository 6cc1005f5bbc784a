import type { Actor, Refusal } from '../domain/actor.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { FindService } from '../queries/find-service.ts'
import { parseDuration } from './duration.ts'

export interface ServicePlace {
  project: string
  service: string
  environment: string
}

export type ReadPlace =
  | { ok: true; place: ServicePlace; rest: string[] }
  /** `refusal` is null when words are missing: then `problem` says which. */
  | { ok: false; refusal: Refusal | null; problem: string }

/** `<service> <environment> …`; the environment may also come first. */
export async function readPlace(
  {
    findService,
    deployPolicy,
  }: { findService: FindService; deployPolicy: Pick<DeployPolicy, 'environments'> },
  { actor, words }: { actor: Actor; words: readonly string[] },
): Promise<ReadPlace> {
  const names = deployPolicy.environments.map(({ name }) => name)
  const isEnvironment = (word: string | undefined) => word !== undefined && names.includes(word.toLowerCase())
  const [first, second, ...rest] = words
  const turned = isEnvironment(first) && !isEnvironment(second)
  const [service, environment] = turned ? [second, first] : [first, second]
  if (service === undefined) return { ok: false, refusal: null, problem: 'Which service?' }
  if (environment === undefined || !isEnvironment(environment)) {
    const problem = `In which environment? There are: ${names.join(', ') || 'none configured'}.`
    return { ok: false, refusal: null, problem }
  }
  const found = await findService({ actor, input: { typed: service } })
  if (!found.ok) return { ok: false, refusal: found.refusal, problem: '' }
  return { ok: true, place: { ...found.value, environment: environment.toLowerCase() }, rest }
}

/** A first word such as `2h` is how long; null: until somebody ends it. */
export function withoutDuration(words: readonly string[]): { forMs: number | null; rest: string[] } {
  const [first, ...others] = words
  const forMs = first === undefined ? null : parseDuration(first)
  return forMs === null ? { forMs, rest: [...words] } : { forMs, rest: others }
}
