import type { PodLife, Script } from './pod-life.ts'
import { ended, pulled, setReady, started, waits } from './steps.ts'

export interface Crash {
  exitCode: number
  reason: string
  message?: string
  lines: readonly string[]
  /** How long a run lasts before it ends. */
  runMs: number
  readyMeanwhile?: true
  /** What happens just before the end. */
  before?: (life: PodLife) => void
}

const LONGEST = 30

/** Runs and ends for ever: the first restart at once, then with a wait that doubles. */
export function* crashLoop(life: PodLife, crash: Crash): Script {
  const { name } = life.culprit
  yield* pulled(life, life.culprit)
  for (let restart = 0; ; restart++) {
    if (restart > 0) restarted(life, restart)
    started(life, life.culprit)
    life.log(name, ...crash.lines)
    if (crash.readyMeanwhile) {
      yield life.pace(3000)
      setReady(life, true, [name])
    }
    yield life.pace(crash.runMs)
    crash.before?.(life)
    const { exitCode, reason, message } = crash
    ended(life, name, { exitCode, reason, ...(message && { message }) })
    yield life.pace(500)
    if (restart > 0) yield* backOff(life, restart - 1)
  }
}

function restarted(life: PodLife, restartCount: number): void {
  life.status(life.culprit.name, (status) => {
    if (status.state.terminated) status.lastState = { terminated: status.state.terminated }
    status.restartCount = restartCount
  })
}

export function* backOff(life: PodLife, round: number): Script {
  const { name } = life.culprit
  const factor = Math.min(2 ** round, LONGEST)
  const { metadata } = life.pod()
  const where = `${metadata.name}_${metadata.namespace}(${metadata.uid})`
  const message = `back-off ${factor * 10}s restarting failed container=${name} pod=${where}`
  waits(life, name, { reason: 'CrashLoopBackOff', message })
  life.tell('Warning', 'BackOff', {
    message: `Back-off restarting failed container ${name} in pod ${where}`,
    container: name,
  })
  yield life.cluster.settings.backoffMs * factor
}
