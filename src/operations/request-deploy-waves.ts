import { allowed, refused, type Outcome } from '../domain/actor.ts'
import type { Wave } from '../domain/deploys/deploy-policy.ts'
import type { Draft } from '../domain/deploys/draft.ts'
import type { WhoCanFacts } from '../domain/deploys/who-can.ts'
import { wavesFor } from './plan-deploy-waves.ts'

/** The waves that the draft was planned for, unless policy orders other ones by now. */
export function wavesOfDraft(rights: WhoCanFacts, { kind, plan }: Draft): Outcome<Wave[]> {
  const waves = wavesFor(rights, { kind, regions: plan.targets.map(({ region }) => region) })
  if (!waves.ok) return waves
  const isSame = plan.targets.every(({ region, cluster, wave }) =>
    waves.value[wave]?.regions.some((place) => place.region === region && place.cluster === cluster),
  )
  return isSame ? allowed(waves.value) : refused('plan-outdated')
}
