import type { Connection } from './connection.ts'

export type Outcome = { value: unknown } | { error: unknown }

interface Member {
  /** Whether losing it with the power is bearable. */
  isLight: boolean
  run(): Promise<unknown>
}

/** A batch takes no further member after this time, so that the first ones are not kept waiting. */
const LONGEST_MS = 10

/**
 * Runs the members one after the other in one transaction, each whole or not at all, and commits them together.
 * Resolves to the outcomes of the first members (all, unless it took too long). Throws when nothing of it stands.
 */
export async function runBatch({ database }: Connection, members: Member[]): Promise<Outcome[]> {
  const began = performance.now()
  const isAlone = members.length === 1
  // NORMAL: the commit is not waited for; the next FULL one takes everything before it along.
  // https://www.sqlite.org/pragma.html#pragma_synchronous
  database.exec(`pragma synchronous = ${members.every((member) => member.isLight) ? 'NORMAL' : 'FULL'}`)
  database.exec('begin immediate')
  const outcomes: Outcome[] = []
  try {
    for (const member of members) {
      if (outcomes.length > 0 && performance.now() - began > LONGEST_MS) break
      outcomes.push(isAlone ? { value: await member.run() } : await runMember(database, member))
    }
    database.exec('commit')
    return outcomes
  } catch (error) {
    if (database.inTransaction) database.exec('rollback')
    throw error
  }
}

async function runMember(database: Connection['database'], member: Member): Promise<Outcome> {
  database.exec('savepoint member')
  try {
    const value = await member.run()
    database.exec('release member')
    return { value }
  } catch (error) {
    // A full disk and the like end the whole transaction, and with it what the others did.
    if (!database.inTransaction) throw error
    database.exec('rollback to member')
    database.exec('release member')
    return { error }
  }
}
