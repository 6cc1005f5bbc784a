import { backOff, crashLoop, type Crash } from './crash-loop.ts'
import { othersStarted } from './healthy.ts'
import type { PodLife, Script } from './pod-life.ts'
import { ended, initialised, pulled, scheduled, started, waits } from './steps.ts'

function* upTo(life: PodLife): Script {
  yield* scheduled(life)
  yield* initialised(life)
  yield* othersStarted(life)
}

const CRASH: Crash = {
  exitCode: 1,
  reason: 'Error',
  runMs: 800,
  lines: [
    'starting server',
    'connecting to postgres://checkout:hunter2@db.internal:5432/checkout',
    'panic: dial tcp 10.0.3.7:5432: connect: connection refused',
    'goroutine 1 [running]:',
    'main.main()',
  ],
}

export const crashes: Record<'crash' | 'oom' | 'liveness' | 'exec-format' | 'late-crash', Crash> = {
  crash: CRASH,
  'late-crash': { ...CRASH, readyMeanwhile: true, runMs: 12_000 },
  oom: {
    exitCode: 137,
    reason: 'OOMKilled',
    runMs: 1200,
    lines: ['starting server', 'loading the price list into memory'],
  },
  'exec-format': { exitCode: 1, reason: 'Error', runMs: 100, lines: ['exec /app/server: exec format error'] },
  liveness: {
    exitCode: 137,
    reason: 'Error',
    runMs: 6000,
    lines: ['starting server', 'listening on :8080', 'worker pool is exhausted'],
    before(life) {
      const { name: container } = life.culprit
      const message = 'Liveness probe failed: HTTP probe failed with statuscode: 500'
      life.tell('Warning', 'Unhealthy', { message, container })
      life.tell('Normal', 'Killing', {
        message: `Container ${container} failed liveness probe, will be restarted`,
        container,
      })
    },
  },
}

export function* crashing(life: PodLife, crash: Crash): Script {
  yield* upTo(life)
  yield* crashLoop(life, crash)
}

export function* neverReady(life: PodLife): Script {
  const { culprit } = life
  yield* upTo(life)
  yield* pulled(life, culprit)
  started(life, culprit)
  life.log(culprit.name, 'starting server', 'listening on :8080', 'GET /ready 503: the cache is cold')
  for (;;) {
    yield life.pace(3000)
    const message = 'Readiness probe failed: HTTP probe failed with statuscode: 503'
    life.tell('Warning', 'Unhealthy', { message, container: culprit.name })
  }
}

export function* configMissing(life: PodLife): Script {
  const { name: container } = life.culprit
  yield* upTo(life)
  yield* pulled(life, life.culprit)
  for (;;) {
    const message = 'configmap "checkout-settings" not found'
    waits(life, container, { reason: 'CreateContainerConfigError', message })
    life.tell('Warning', 'Failed', { message: `Error: ${message}`, container })
    yield life.cluster.settings.backoffMs
  }
}

export function* badCommand(life: PodLife): Script {
  const { name: container } = life.culprit
  const message =
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/sever": stat /app/sever: no such file or directory: unknown'
  yield* upTo(life)
  yield* pulled(life, life.culprit)
  for (let round = 0; ; round++) {
    life.status(container, (status) => void (status.restartCount = round))
    ended(life, container, { exitCode: 128, reason: 'StartError', message, neverRan: true })
    life.tell('Warning', 'Failed', { message: `Error: ${message}`, container })
    yield life.pace(500)
    waits(life, container, { reason: 'RunContainerError', message })
    yield life.pace(500)
    yield* backOff(life, round)
  }
}

/** The culprit is an init container here: the main ones never start. */
export function* initCrashing(life: PodLife): Script {
  yield* scheduled(life)
  yield* crashLoop(life, {
    ...CRASH,
    lines: ['running migrations', 'error: relation "orders" does not exist'],
  })
}
