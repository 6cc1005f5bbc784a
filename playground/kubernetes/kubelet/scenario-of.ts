import type { ClusterFaults } from '../faults.ts'
import type { Container, PodSpec } from '../objects.ts'
import { SCENARIOS, type ScenarioName } from './scenario-names.ts'

/** Chosen by `faults.images`, else by a tag that ends in `bad-<scenario>`: `checkout:1.4.2-bad-crash`. */
export function scenarioOf({ images }: ClusterFaults, image: string): ScenarioName | undefined {
  const [reference = '', digest] = image.split('@')
  const tag = /:([^/:]+)$/.exec(reference)?.[1] ?? ''
  const chosen = images.get(image) ?? (digest && images.get(digest)) ?? images.get(tag)
  if (chosen) return chosen
  const named = /(?:^|-)bad-(.+)$/.exec(tag)?.[1]
  return SCENARIOS.find((name) => name === named)
}

/** The first container of a pod that misbehaves. */
export function culpritOf(
  faults: ClusterFaults,
  { containers, initContainers = [] }: PodSpec,
): { container: Container; scenario: ScenarioName } | undefined {
  for (const container of [...containers, ...initContainers]) {
    const scenario = scenarioOf(faults, container.image)
    if (scenario) return { container, scenario }
  }
  return undefined
}
