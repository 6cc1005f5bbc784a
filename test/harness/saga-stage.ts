import { startAwsSimulator, type AwsSimulator } from '../../playground/aws/simulator.ts'
import { isEnded, type Change } from '../../src/domain/resources/change.ts'
import type { Store } from '../../src/domain/store.ts'
import { createSagaClock, type SagaClock } from './saga-clock.ts'
import { SAGA_POLICY } from './saga-policy.ts'
import { startSagaProcess, type SagaProcess } from './saga-process.ts'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { openTestStore } from './store.ts'

/** Where the process dies: before the call with this number reaches AWS, or after it was carried out. */
export interface Cut {
  call: number
  phase: 'before' | 'after'
}

/** A call, and what a process that dies before it leaves: its record, and what stands in AWS. */
export interface TracedCall {
  call: number
  isWrite: boolean
  leaves: string
}

export interface SagaStage {
  aws: AwsSimulator
  store: Store
  clock: SagaClock
  /** Numbers calls from 1 again; the process dies once, there. */
  cutAt(cut: Cut | null): void
  /** Notes what each call of the change meets from now on; null: no more. */
  trace(changeId: string | null): void
  traced(): TracedCall[]
  /** How many calls were made since `cutAt`. */
  calls(): number
  deaths(): number
  /** Runs the change as the work queue would, over any death, until it has ended or somebody has to help. */
  run(changeId: string): Promise<Change>
  /** One run of the job only. */
  turn(changeId: string): Promise<void>
  /** Lets a stopped change go on, and runs it. */
  goOn(change: Change): Promise<Change>
  /** Does this once, when the first call of the operation was carried out. */
  onceCalled(operation: string, act: () => void | Promise<void>): void
  /** A new process takes over, as after a start. */
  renew(): void
  close(): Promise<void>
}

const MOST_RUNS = 600
const RESTART_MS = 2_000
/** Where there is such a directory, commits need no disk. */
const IN_MEMORY = '/dev/shm'
/** Long enough to be looked at on the way, short enough for few looks. */
const SAGA_TIMES = {
  createMs: 8_000,
  memberLagMs: 2_000,
  modifyMs: 8_000,
  deleteMs: 6_000,
  snapshotMs: 5_000,
  userMs: 1_500,
  parametersMs: 1_000,
}

/** A real store, the real reconciler and adapter, the simulated AWS, and a clock that jumps to what is due. */
export async function openSagaStage(): Promise<SagaStage> {
  const clock = createSagaClock()
  const aws = await startAwsSimulator({ clock, settings: SAGA_TIMES })
  process.env['AWS_ACCESS_KEY_ID'] = aws.credentials.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = aws.credentials.secretAccessKey
  const { store, close } = await openTestStore(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir())
  const life = { cut: null as Cut | null, calls: 0, deaths: 0 }
  const tracing = { changeId: null as string | null, calls: [] as TracedCall[] }
  let current: SagaProcess | null = null
  let due: { operation: string; act: () => void | Promise<void> } | null = null

  const changeOf = (id: string) => store.read((reads) => reads.changes.get(id))

  async function leftBehind(changeId: string): Promise<string> {
    const change = await changeOf(changeId)
    const standing = aws.inventory().map(({ kind, name, status, summary }) => [kind, name, status, summary])
    return JSON.stringify([change?.version, standing])
  }

  function listen(): void {
    aws.hooks.onCall = async ({ isWrite, operation }, phase) => {
      if (phase === 'before') life.calls += 1
      const call = life.calls
      if (phase === 'before' && tracing.changeId !== null) {
        tracing.calls.push({ call, isWrite, leaves: await leftBehind(tracing.changeId) })
      }
      if (phase === 'after' && due?.operation === operation) {
        const { act } = due
        due = null
        await act()
      }
      const { cut } = life
      if (!cut || cut.phase !== phase || cut.call !== call || !current) return 'go'
      life.cut = null
      current.kill()
      return 'hang'
    }
  }

  async function turn(changeId: string): Promise<void> {
    current ??= await startSagaProcess({ store, clock, awsUrl: aws.url, policy: SAGA_POLICY })
    const { job, died } = current
    const item = { kind: job.kind, key: changeId, generation: 1, attempts: 0, dueAt: clock.now() }
    const result = await Promise.race([job.run(item, new AbortController().signal), died])
    if (result === 'died') {
      current = null
      life.deaths += 1
      clock.moveTo(clock.now() + RESTART_MS)
    } else if ('again' in result) {
      clock.moveTo(result.again)
    }
  }

  async function run(changeId: string): Promise<Change> {
    for (let turns = 0; turns < MOST_RUNS; turns++) {
      await turn(changeId)
      const change = await changeOf(changeId)
      if (!change) throw new Error(`there is no change ${changeId}`)
      if (isEnded(change) || change.state === 'stopped') return change
    }
    const change = await changeOf(changeId)
    throw new Error(`still ${change?.state} after ${MOST_RUNS} runs: ${JSON.stringify(change?.trouble)}`)
  }

  return {
    aws,
    store,
    clock,
    cutAt(cut) {
      Object.assign(life, { cut, calls: 0, deaths: 0 })
      due = null
      listen()
    },
    trace: (changeId) => void Object.assign(tracing, { changeId, calls: [] }),
    traced: () => tracing.calls,
    calls: () => life.calls,
    deaths: () => life.deaths,
    run,
    turn,
    async goOn(change) {
      const state = change.stoppedIn ?? 'running'
      const next = { ...change, state, stoppedIn: null, version: change.version + 1 }
      await store.transaction((tx) => tx.changes.update(next))
      return run(change.id)
    },
    onceCalled: (operation, act) => void (due = { operation, act }),
    renew() {
      current?.kill()
      current = null
    },
    async close() {
      current?.kill()
      await aws.stop()
      await close()
    },
  }
}
