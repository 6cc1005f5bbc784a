import type { JournalEntry } from '../playground/aws/journal.ts'
import { beginCreate, beginDelete, beginModify, SMALL } from '../test/harness/given-change.ts'
import { row, type BenchRow } from './bench-row.ts'
import { openAccount, type BenchAccount } from './resources-account.ts'

const AT_ONCE = 25
const MINUTE_MS = 60_000

/** What one resource, and many at once, ask of AWS. */
export async function callRows(): Promise<BenchRow[]> {
  const account = await openAccount()
  try {
    const { store, clock } = account
    const one = await beginCreate(store, clock.now(), { id: 'one', wish: wishOf('one') })
    const created = await account.run([one.id])
    const wish = { ...wishOf('one'), size: 'medium', replicas: '2' }
    const modified = await account.run([
      (await beginModify(store, clock.now(), await resource(account, 'one'), wish)).id,
    ])
    const deleted = await account.run([
      (await beginDelete(store, clock.now(), await resource(account, 'one'))).id,
    ])
    const many = await createMany(account)
    return [
      ...verbRows('create', created),
      ...verbRows('modify (node type and replicas)', modified),
      ...verbRows('delete (with a final snapshot)', deleted),
      row(
        `${AT_ONCE} creates at the same time: calls`,
        many.length,
        `${AT_ONCE} alone: ${AT_ONCE * created.length}`,
      ),
      row(`${AT_ONCE} creates at the same time: calls in the busiest minute`, busiest(many), ''),
    ]
  } finally {
    await account.close()
  }
}

async function createMany(account: BenchAccount): Promise<JournalEntry[]> {
  const { store, clock } = account
  const ids = Array.from({ length: AT_ONCE }, (_, index) => `many-${String(index)}`)
  const changes = []
  for (const id of ids) changes.push(await beginCreate(store, clock.now(), { id, wish: wishOf(id) }))
  return account.run(changes.map(({ id }) => id))
}

async function resource({ store }: BenchAccount, id: string) {
  const found = await store.read((reads) => reads.resources.get(id))
  if (!found) throw new Error(`there is no resource ${id}`)
  return found
}

function wishOf(name: string): typeof SMALL {
  return { ...SMALL, name }
}

function verbRows(verb: string, calls: JournalEntry[]): BenchRow[] {
  const minutes = ((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)) / MINUTE_MS
  const writes = calls.filter(({ isWrite }) => isWrite)
  const operations = Map.groupBy(calls, ({ operation }) => operation)
  const byOperation = [...operations].toSorted(([, a], [, b]) => b.length - a.length)
  return [
    row(`${verb}: calls to AWS`, calls.length, `in ${minutes.toFixed(0)} min`),
    row(`${verb}: reads`, calls.length - writes.length, ''),
    row(`${verb}: writes`, writes.length, ''),
    ...byOperation.map(([operation, some]) => row(`  ${operation}`, some.length, '')),
  ]
}

function busiest(calls: JournalEntry[]): number {
  return Math.max(
    ...calls.map(({ at }) => calls.filter((call) => call.at >= at && call.at < at + MINUTE_MS).length),
  )
}
