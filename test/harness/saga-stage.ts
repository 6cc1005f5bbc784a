import { useAwsCredentials } from './aws-credentials.ts'
import type { SavedFaults } from '../../playground/aws/faults.ts'
import type { JournalEntry } from '../../playground/aws/journal.ts'
import type { SavedAccount } from '../../playground/aws/persistence.ts'
import { startAwsSimulator, type AwsSimulator } from '../../playground/aws/simulator.ts'
import { isEnded, type Change } from '../../src/domain/resources/change.ts'
import type { CloudPlace } from '../../src/domain/resources/cloud.ts'
import { placeOf } from '../../src/domain/resources/place-of.ts'
import type { Store } from '../../src/domain/store.ts'
import { createSagaClock, type SagaClock } from './saga-clock.ts'
import { SAGA_POLICY } from './saga-policy.ts'
import { startSagaProcess, type SagaProcess } from './saga-process.ts'
import { openSagaStore } from './saga-store.ts'

/** Where the process dies: before the call with this number reaches AWS, or after it was carried out. */
export interface Cut {
  call: number
  phase: 'before' | 'after'
}

/** A call, and what a process that dies before it leaves: its record, and what stands in AWS. */
export interface TracedCall {
  call: number
  operation: string
  isWrite: boolean
  leaves: string
  /** Before the run of the job in which it was made. */
  stand: Stand
}

/** Everything outside of a process between two runs of the job, what is still to go wrong, and the calls so far. */
export interface Stand {
  store: Uint8Array
  aws: SavedAccount
  faults: SavedFaults
  now: number
  journal: JournalEntry[]
  calls: number
  due: Due | null
  /** The operation that was called first from there. */
  first: string | null
}

interface Due {
  operation: string
  act: () => void | Promise<void>
}

export interface SagaStage {
  aws: AwsSimulator
  /** Another one after `goBackTo`. */
  readonly store: Store
  clock: SagaClock
  /** Numbers calls from 1 again; the process dies once, there. */
  cutAt(cut: Cut | null): void
  /** Notes what each call of the change meets from now on; null: no more. */
  trace(changeId: string | null): void
  traced(): TracedCall[]
  /** A new process goes on from there; it dies at the cut, whose number is that of the calls before it was gone back. */
  goBackTo(stand: Stand, over: { changeId: string; cut: Cut }): Promise<void>
  /** What the process met at the call where it died, as `TracedCall` has it. */
  met(): Pick<TracedCall, 'operation' | 'leaves'> | null
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
  useAwsCredentials(aws.credentials)
  const data = await openSagaStore()
  const life = { cut: null as Cut | null, calls: 0, deaths: 0, met: null as ReturnType<SagaStage['met']> }
  const tracing = { changeId: null as string | null, calls: [] as TracedCall[] }
  let running = ''
  let stand: Stand | null = null
  let current: SagaProcess | null = null
  let due: Due | null = null

  const changeOf = (id: string) => data.current().read((reads) => reads.changes.get(id))

  const start = () => startSagaProcess({ store: data.current(), clock, aws, policy: SAGA_POLICY })

  async function placeOfChange(id: string): Promise<CloudPlace> {
    const change = await changeOf(id)
    const resource = change && (await data.current().read((reads) => reads.resources.get(change.resourceId)))
    if (!resource) throw new Error(`there is no change ${id}`)
    return placeOf(resource)
  }

  async function leftBehind(): Promise<string> {
    const change = await changeOf(running)
    const standing = aws.inventory().map(({ kind, name, status, summary }) => [kind, name, status, summary])
    return JSON.stringify([change?.version, standing])
  }

  function listen(): void {
    aws.hooks.onCall = async ({ isWrite, operation }, phase) => {
      if (phase === 'before') life.calls += 1
      const call = life.calls
      if (phase === 'before' && stand && tracing.changeId === running) {
        stand.first ??= operation
        tracing.calls.push({ call, operation, isWrite, leaves: await leftBehind(), stand })
      }
      if (phase === 'before' && call === life.cut?.call) {
        life.met = { operation, leaves: await leftBehind() }
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

  function takeStand(): Stand {
    const [store, saved, faults] = [data.copy(), aws.save(), aws.faults.save()]
    return {
      store,
      aws: saved,
      faults,
      now: clock.now(),
      journal: aws.journal(),
      calls: life.calls,
      due,
      first: null,
    }
  }

  async function turn(changeId: string): Promise<void> {
    running = changeId
    stand = tracing.changeId === changeId ? takeStand() : null
    current ??= await start()
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

  function renew(): void {
    current?.kill()
    current = null
  }

  return {
    aws,
    get store() {
      return data.current()
    },
    clock,
    cutAt(cut) {
      Object.assign(life, { cut, calls: 0, deaths: 0, met: null })
      due = null
      listen()
    },
    async goBackTo(past, { changeId, cut }) {
      renew()
      aws.reset()
      // Before AWS: what is loaded becomes what it is by now.
      clock.setTo(past.now)
      aws.load(past.aws)
      await data.goBackTo(past.store)
      current = await start()
      if (past.first !== 'GetCallerIdentity') await current.askIdentity(await placeOfChange(changeId))
      aws.faults.load(past.faults)
      Object.assign(life, { cut, calls: past.calls, deaths: 0, met: null })
      due = past.due
      listen()
    },
    met: () => life.met,
    trace: (changeId) => void Object.assign(tracing, { changeId, calls: [] }),
    traced: () => tracing.calls,
    calls: () => life.calls,
    deaths: () => life.deaths,
    run,
    turn,
    async goOn(change) {
      const state = change.stoppedIn ?? 'running'
      const next = { ...change, state, stoppedIn: null, version: change.version + 1 }
      await data.current().transaction((tx) => tx.changes.update(next))
      return run(change.id)
    },
    onceCalled: (operation, act) => void (due = { operation, act }),
    renew,
    async close() {
      renew()
      await aws.stop()
      await data.close()
    },
  }
}
