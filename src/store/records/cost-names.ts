import type { CostNamesTable } from '../cost-tables.ts'
import { jsonList, jsonNumbers } from '../dialect.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

export const namesByText = statement(({ db, isOneOf }, input: { texts: string }) =>
  db
    .selectFrom('cost_names')
    .select(['id', 'name', 'last_used'])
    .where((eb) => isOneOf(eb.ref('name'), input.texts)),
)

export const namesById = statement(({ db, isOneOfNumbers }, input: { ids: string }) =>
  db
    .selectFrom('cost_names')
    .select(['id', 'name'])
    .where((eb) => isOneOfNumbers(eb.ref('id'), input.ids)),
)

const insertName = statement(({ db }, row: Omit<CostNamesTable, 'id'>) =>
  db.insertInto('cost_names').values({ name: row.name, last_used: row.last_used }).returning('id'),
)

const useNames = statement(({ db, isOneOfNumbers }, input: { ids: string; day: number }) =>
  db
    .updateTable('cost_names')
    .set({ last_used: input.day })
    .where((eb) => isOneOfNumbers(eb.ref('id'), input.ids)),
)

/** The numbers of the names, given out where there is none yet. `day`: of the figures that they are used by. */
export async function numberNames(
  session: Session,
  names: Iterable<string>,
  day: number,
): Promise<Map<string, number>> {
  const texts = new Set([...names].map(storable))
  const numbers = new Map<string, number>()
  const older: number[] = []
  for (const row of await session.rows(namesByText, { texts: jsonList([...texts]) })) {
    numbers.set(row.name, row.id)
    if (row.last_used < day) older.push(row.id)
  }
  if (older.length > 0) await session.change(useNames, { ids: jsonNumbers(older), day })
  // In the order given: what is used together gets numbers near each other, and those are packed smaller.
  for (const name of texts) {
    if (numbers.has(name)) continue
    for (const { id } of await session.rows(insertName, { name, last_used: day })) numbers.set(name, id)
  }
  return numbers
}

/** The numbers of those names that have one. */
export async function knownNumbers(session: Session, names: readonly string[]): Promise<number[]> {
  const rows = await session.rows(namesByText, { texts: jsonList(names.map(storable)) })
  return rows.map(({ id }) => id)
}

export async function namesOf(session: Session, ids: Iterable<number>): Promise<(id: number) => string> {
  const names = new Map<number, string>()
  for (const { id, name } of await session.rows(namesById, { ids: jsonNumbers([...ids]) }))
    names.set(id, name)
  return (id) => {
    const name = names.get(id)
    if (name === undefined) throw new Error(`reading costs: nothing has the number ${id}`)
    return name
  }
}

/** Databases keep neither halves of characters nor, some of them, the character 0. */
export function storable(name: string): string {
  return name.toWellFormed().replaceAll('\u0000', '\uFFFD')
}
