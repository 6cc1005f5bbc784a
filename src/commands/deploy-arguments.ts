import type { Actor, Refusal } from '../domain/actor.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import { mayAsk } from '../domain/members.ts'
import type { FindService } from '../queries/find-service.ts'
import { parseArguments } from './arguments.ts'
import { NOTHING_PICKED, type Picked } from './deploy-modal-state.ts'

export interface DeployArgumentsDeps {
  findService: FindService
  deployPolicy: Pick<DeployPolicy, 'environments'>
}

export interface DeployWords {
  service: string | null
  version: string | null
  environment: string | null
  /** What is too much. */
  rest: string[]
}

/**
 * `checkout 1.4.2 prod`, in any order but that the service comes before the version: an environment is known by its
 * name.
 */
export function splitDeployWords(
  { deployPolicy }: Pick<DeployArgumentsDeps, 'deployPolicy'>,
  text: string,
): DeployWords {
  const words = parseArguments(text).map((word) => word.text)
  const names = deployPolicy.environments.map(({ name }) => name)
  const environment = words.find((word) => names.includes(word.toLowerCase()))?.toLowerCase() ?? null
  const [service = null, version = null, ...rest] = words.filter((word) => word.toLowerCase() !== environment)
  return { service, version, environment, rest }
}

/** What the words mean; a no for who may not ask or when the service is unknown. */
export async function readDeployWords(
  { findService }: Pick<DeployArgumentsDeps, 'findService'>,
  { actor, words }: { actor: Actor; words: DeployWords },
): Promise<{ ok: true; picked: Picked } | { ok: false; refusal: Refusal }> {
  const { service, version, environment } = words
  const no = mayAsk(actor)
  if (no) return { ok: false, refusal: no }
  if (service === null) return { ok: true, picked: { ...NOTHING_PICKED, environment } }
  const found = await findService({ actor, input: { typed: service } })
  if (!found.ok) return { ok: false, refusal: found.refusal }
  const chosen = version === null ? null : { value: version, text: version }
  return { ok: true, picked: { ...NOTHING_PICKED, ...found.value, environment, version: chosen } }
}
