import type { Actor, Refusal } from '../domain/actor.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { FindService } from '../queries/find-service.ts'
import { NOTHING_PICKED, type Picked } from './deploy-modal-state.ts'

export interface DeployArgumentsDeps {
  findService: FindService
  deployPolicy: Pick<DeployPolicy, 'environments'>
}

/**
 * `checkout 1.4.2 prod`, in any order but that the service comes before the version: an environment is known by its
 * name.
 */
export async function readDeployArguments(
  { findService, deployPolicy }: DeployArgumentsDeps,
  { actor, words }: { actor: Actor; words: readonly string[] },
): Promise<{ ok: true; picked: Picked; rest: string[] } | { ok: false; refusal: Refusal }> {
  const names = deployPolicy.environments.map(({ name }) => name)
  const environment = words.find((word) => names.includes(word.toLowerCase()))?.toLowerCase() ?? null
  const [typed, version, ...rest] = words.filter((word) => word.toLowerCase() !== environment)
  if (typed === undefined) return { ok: true, picked: { ...NOTHING_PICKED, environment }, rest: [] }
  const found = await findService({ actor, input: { typed } })
  if (!found.ok) return { ok: false, refusal: found.refusal }
  const picked = {
    ...NOTHING_PICKED,
    ...found.value,
    environment,
    version: version === undefined ? null : { value: version, text: version },
  }
  return { ok: true, picked, rest }
}
