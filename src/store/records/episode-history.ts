import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { statement } from '../statement.ts'

// Asking for the open and the since-closed ones apart, and keeping first_seen_at out of the search by `+ 0`,
// makes the cost follow what fires and not the whole history.
export const firingAsOf = statement((dialect, input: { at: number }) =>
  seenBy(dialect, input.at)
    .where('episodes.resolved_seen_at', 'is', null)
    .unionAll(seenBy(dialect, input.at).where('episodes.resolved_seen_at', '>', input.at)),
)

export const newBetween = statement(({ db }, input: { from: number; to: number }) =>
  db
    .selectFrom('episodes')
    .selectAll()
    .where('first_seen_at', '>', input.from)
    .where('first_seen_at', '<=', input.to)
    .orderBy('first_seen_at')
    .orderBy('id'),
)

export const resolvedBetween = statement(({ db }, input: { from: number; to: number }) =>
  db
    .selectFrom('episodes')
    .selectAll()
    .where('resolved_seen_at', '>', input.from)
    .where('resolved_seen_at', '<=', input.to)
    .orderBy('resolved_seen_at')
    .orderBy('id'),
)

/** Episodes first seen by `at`, with the acknowledgement of that moment. */
function seenBy({ db }: Dialect, at: number) {
  return db
    .selectFrom('episodes')
    .leftJoin('acknowledgements', (join) =>
      join
        .onRef('acknowledgements.episode_id', '=', 'episodes.id')
        .on('acknowledgements.from_at', '<=', at)
        .on((eb) =>
          eb.or([eb('acknowledgements.until_at', 'is', null), eb('acknowledgements.until_at', '>', at)]),
        ),
    )
    .selectAll('episodes')
    .select(['acknowledgements.user_id as ack_user_then', 'acknowledgements.from_at as ack_from_then'])
    .where(sql<number>`episodes.first_seen_at + 0`, '<=', at)
}
