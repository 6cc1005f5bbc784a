import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JournalEntry } from '../../playground/aws/journal.ts'
import { openSagaStage, type SagaStage } from '../harness/saga-stage.ts'
import { beginChange } from './cell.ts'
import { FAILURE_CASES } from './failure-cases.ts'
import { PASSING_CASES } from './passing-cases.ts'
import { toldOf } from './told.ts'

const MOST_TURNS = 100
let stage: SagaStage
let count = 0
beforeAll(async () => void (stage = await openSagaStage()))
afterAll(() => stage.close())

/** A change of a new process, in an account that somebody else uses too. */
async function begin(verb: 'create' | 'modify' | 'delete') {
  stage.aws.reset()
  count += 1
  const change = await beginChange(stage, verb, `f${String(count)}`)
  stage.renew()
  for (const name of ['theirs', 'theirs-too']) {
    stage.aws.addForeign('elasticache-replication-group', name)
    stage.aws.addForeign('elasticache-subnet-group', name)
    stage.aws.addForeign('elasticache-parameter-group', name)
  }
  return change
}

/** That a thing is not there is no refusal. */
const refused = ({ code }: JournalEntry) => code !== null && !code.includes('NotFound')

/** The newest call that was refused, of this operation if there is one; where none was, the newest of the operation. */
function callOf(operation?: string): JournalEntry {
  const calls = stage.aws.journal().filter((entry) => (operation ?? entry.operation) === entry.operation)
  const found = calls.findLast(refused) ?? (operation === undefined ? undefined : calls.at(-1))
  if (!found) throw new Error(`${operation ?? 'what is refused'} was never called`)
  return found
}

const rows = FAILURE_CASES.map(
  (row) => [`${row.verb}: ${row.fault} ${row.options?.end ?? ''}`.trim(), row] as const,
)

test.each(rows)('%s: what stands in the way, the request id and what to do', async (_name, row) => {
  const { id } = await begin(row.verb)
  const used = stage.aws.inventory().filter(({ kind }) => kind === row.used).length
  stage.aws.faults.set(row.fault, row.options)
  expect((await stage.run(id)).state).toBe('rolled-back')

  const { card, thread } = await toldOf(stage, id)
  const { requestId } = callOf(row.call)
  for (const text of [...card, ...(thread.get('turned-back') ?? ['nothing was told'])]) {
    // A sentence may begin with it.
    expect(text.toLowerCase()).toContain(row.cause.toLowerCase())
    if (row.used) expect(text).toContain(`(${String(used)} in use now)`)
    expect(text).toContain(`AWS request id \`${requestId}\``)
    expect(text).toContain(row.next)
  }
})

test('there are at least 15 of them', () => {
  expect(new Set(FAILURE_CASES.map(({ fault }) => fault)).size).toBeGreaterThanOrEqual(15)
})

const passing = PASSING_CASES.map((row) => [`${row.verb}: ${row.fault}`, row] as const)

test.each(passing)('%s: told while it lasts, and over by itself', async (_name, row) => {
  const { id } = await begin(row.verb)
  stage.aws.faults.set(row.fault, row.options)
  const trouble = () => stage.store.read(async (reads) => (await reads.changes.get(id))?.trouble ?? null)
  for (let turns = 0; (await trouble()) === null && turns < MOST_TURNS; turns++) await stage.turn(id)

  const { card } = await toldOf(stage, id)
  const first = stage.aws.journal().find(refused)
  for (const text of card) {
    expect(text).toContain('⚠️')
    expect(text.toLowerCase()).toContain(row.cause.toLowerCase())
    expect(text).toContain(row.next)
    if (row.isAnswered) expect(text).toContain(`AWS request id \`${first?.requestId}\``)
    else expect(text).not.toContain('request id')
  }

  stage.aws.faults.clear()
  expect((await stage.run(id)).state).toBe('succeeded')
  for (const text of (await toldOf(stage, id)).card) expect(text).not.toContain(row.cause)
})

test('what takes long is told once, with what it waits for', async () => {
  const { id } = await begin('create')
  stage.aws.faults.set('slow-create', { factor: 200 })
  for (let turns = 0; turns < MOST_TURNS && !(await toldOf(stage, id)).thread.has('slow'); turns++) {
    await stage.turn(id)
  }
  const { card, thread } = await toldOf(stage, id)
  expect(thread.get('slow')?.[0]).toContain('*takes long*')
  expect(card[0]).toContain('is creating')
  expect((await stage.run(id)).state).toBe('succeeded')
})

test('a name that somebody else has is told as that, and theirs is not touched', async () => {
  const { id } = await begin('create')
  const name = `payments-alpha-f${String(count)}`
  stage.aws.addForeign('elasticache-replication-group', name)
  expect((await stage.run(id)).state).toBe('rolled-back')
  for (const text of (await toldOf(stage, id)).card) {
    expect(text).toContain(`\`${name}\` exists in the AWS account already and was not made by Coxswain`)
    expect(text).toContain('Choose another name')
  }
  expect(stage.aws.inventory()).toContainEqual(
    expect.objectContaining({ kind: 'elasticache-replication-group', name, marker: null }),
  )
})

test('what may not be undone is told with the permission, until somebody gives it', async () => {
  const begun = await begin('create')
  stage.aws.faults.set('capacity-event')
  stage.aws.faults.set('denied-delete-replication-group')
  const stopped = await stage.run(begun.id)
  expect(stopped.state).toBe('stopped')

  const { card, thread } = await toldOf(stage, begun.id)
  const { requestId } = callOf('DeleteReplicationGroup')
  for (const text of [...card, ...(thread.get('stopped') ?? ['nothing was told'])]) {
    expect(text).toContain('may not call `elasticache:DeleteReplicationGroup`')
    expect(text).toContain(`AWS request id \`${requestId}\``)
  }
  stage.aws.faults.clear()
  expect((await stage.goOn(stopped)).state).toBe('rolled-back')
})
