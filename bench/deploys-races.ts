import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import type { Approval } from '../src/domain/approval.ts'
import type { DeployRecord } from '../src/domain/deploys/deploy-record.ts'
import type { AuditEntry } from '../src/domain/store.ts'
import {
  approvalRounds,
  clicksOf,
  LAST_ROUND,
  type Round,
} from '../test/unit/operations/deploys/approval-rounds.ts'
import { openRig, PROD } from '../test/unit/operations/deploys/rig.ts'
import { row, type BenchRow } from './bench-row.ts'
import type { Cut } from './deploys-mortal-store.ts'
import { openRace, type Race } from './deploys-race.ts'

const RACES = 1000
/** Processes die here, not machines: nothing has to reach a disk. */
const MEMORY = '/dev/shm'
const VOTES = 2
const SEED = 20_260_101

interface Story {
  rounds: Round[]
  /** By round, the last one too. */
  cuts: (Cut | null)[]
}

const cut: fc.Arbitrary<Cut> = fc.record({
  transaction: fc.integer({ min: 1, max: 5 }),
  when: fc.constantFrom('before' as const, 'after' as const),
})
/** A process that starts again costs more than all the rest. */
const sometimesCut = fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: cut })
const story: fc.Arbitrary<Story> = fc.record({
  rounds: approvalRounds,
  cuts: fc.array(sometimesCut, { minLength: 5, maxLength: 5 }),
})

/** Everything that can come between the votes of one approval, kills included: one decision, one start, each time. */
export async function raceRows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'coxswain-bench-'))
  const rig = await openRig({ prod: { approval: { ...PROD.approval!, count: VOTES } } })
  const race = await openRace(rig, folder)
  const startedAt = performance.now()
  const wrong = { decisions: 0, starts: 0 }
  let kills = 0
  try {
    for (const [index, one] of fc.sample(story, { numRuns: RACES, seed: SEED }).entries()) {
      kills += await play(race, index, one)
      const ended = await race.ended()
      if (!isOneDecision(ended)) wrong.decisions += 1
      if (!isOneStart(ended)) wrong.starts += 1
    }
  } finally {
    await race.close()
    await rig.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const none = (figure: string, value: number) => row(figure, value, '', { target: '0', ok: value === 0 })
  return [
    row('approval races', RACES, ''),
    row('approval races: kills around a transaction', kills, ''),
    none('approval races that do not end in one decision', wrong.decisions),
    none('approval races that do not end in one start', wrong.starts),
    row('approval races took', (performance.now() - startedAt) / 1000, 's'),
  ]
}

async function play(race: Race, index: number, { rounds, cuts }: Story): Promise<number> {
  await race.begin(index)
  let kills = 0
  for (const [at, round] of [...rounds, LAST_ROUND].entries()) {
    if (await race.round(clicksOf(round), { afterMs: round.afterMs, cut: cuts[at] ?? null })) kills += 1
  }
  return kills
}

interface Ended {
  record: DeployRecord
  approval: Approval
  entries: readonly AuditEntry[]
}

const timesOf = ({ entries }: Ended, operation: string, outcome: string) =>
  entries.filter((entry) => entry.operation === operation && entry.outcome === outcome).length

/** By the audit: each row was committed together with what it tells. */
function countsOf(ended: Ended) {
  return {
    approved: timesOf(ended, 'approve-deploy', 'approved'),
    rejected: timesOf(ended, 'reject-deploy', 'rejected'),
    withdrawn: timesOf(ended, 'withdraw-deploy', 'withdrawn'),
    expired: timesOf(ended, 'expire-approval', 'expired'),
  }
}

function isOneDecision(ended: Ended): boolean {
  const { approved, rejected, withdrawn, expired } = countsOf(ended)
  const { approval } = ended
  // Who asked for it may take it back after the last yes too, until it starts.
  const isOne = approved + rejected + expired + (approved ? 0 : withdrawn) === 1 && withdrawn <= 1
  const voters = approval.votes.map(({ userId }) => userId)
  const isCounted =
    new Set(voters).size === voters.length && (approval.state === 'approved') === voters.length >= VOTES
  return (
    isOne && isCounted && approval.state !== 'waiting' && (approval.state === 'approved') === (approved === 1)
  )
}

function isOneStart(ended: Ended): boolean {
  const { approved, rejected, withdrawn } = countsOf(ended)
  const { state } = ended.record
  const starts = timesOf(ended, 'start-wave', 'started')
  const isWanted = approved === 1 && withdrawn === 0
  if (starts !== (isWanted ? 1 : 0)) return false
  return state === (isWanted ? 'running' : withdrawn ? 'cancelled' : rejected ? 'rejected' : 'expired')
}
