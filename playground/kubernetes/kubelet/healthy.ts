import type { PodLife, Script } from './pod-life.ts'
import { initialised, pulled, scheduled, setReady, started } from './steps.ts'

/** An ordinary start: scheduled, pulled, started, ready. */
export function* healthy(life: PodLife): Script {
  yield* scheduled(life)
  yield* initialised(life)
  yield* othersStarted(life)
  yield* pulled(life, life.culprit)
  yield life.pace(1000)
  started(life, life.culprit)
  life.log(life.culprit.name, `starting ${life.culprit.image}`, 'listening on :8080')
  yield life.pace(5000)
  setReady(life, true, allNames(life))
}

/** The containers beside the culprit. */
export function* othersStarted(life: PodLife): Script {
  for (const container of life.pod().spec.containers.filter(({ name }) => name !== life.culprit.name)) {
    yield* pulled(life, container)
    started(life, container)
    life.log(container.name, `starting ${container.image}`)
    setReady(life, true, [container.name])
  }
}

export function allNames(life: PodLife): string[] {
  return life.pod().spec.containers.map(({ name }) => name)
}
