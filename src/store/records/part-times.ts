import type { PartTimeRecords } from '../../domain/resources/records.ts'
import type { PartTimesTable } from '../resource-tables.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

const MOST_TIMES = 20

const note = statement(({ db }, row: PartTimesTable) =>
  db
    .insertInto('part_times')
    .values({
      change_id: row.change_id,
      part_id: row.part_id,
      type: row.type,
      doing: row.doing,
      duration_ms: row.duration_ms,
      ended_at: row.ended_at,
    })
    .onConflict((conflict) => conflict.columns(['change_id', 'part_id', 'doing']).doNothing()),
)

export const newestPartTimes = statement(({ db }, input: Pick<PartTimesTable, 'type' | 'doing'>) =>
  db
    .selectFrom('part_times')
    .select('duration_ms')
    .where('type', '=', input.type)
    .where('doing', '=', input.doing)
    .orderBy('ended_at', 'desc')
    .orderBy('change_id', 'desc')
    .orderBy('part_id', 'desc')
    .limit(MOST_TIMES),
)

export function createPartTimeRecords(session: Session): PartTimeRecords {
  return {
    async note({ changeId, partId, type, doing, durationMs, endedAt }) {
      const what = { change_id: changeId, part_id: partId, type, doing }
      await session.change(note, { ...what, duration_ms: durationMs, ended_at: endedAt })
    },
    async newest(type, doing) {
      return (await session.rows(newestPartTimes, { type, doing })).map((row) => row.duration_ms)
    },
  }
}
