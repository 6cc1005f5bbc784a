import { sql } from 'kysely'
import { statement } from '../statement.ts'

// A literal: a bound value would keep the partial index out of the plan.
export const PASSING = sql.lit<0>(0)

interface Old {
  at: number
  limit: number
}

/** Of threads in which nothing happened since: nothing fires there, and nothing ended later. */
export const deleteOverEpisodes = statement(({ db }, { at, limit }: Old) =>
  db.deleteFrom('episodes').where('id', 'in', (eb) =>
    eb
      .selectFrom('threads')
      .innerJoin('episodes as old', 'old.thread_id', 'threads.id')
      .select('old.id')
      .where('threads.closed_at', '<', at)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('episodes as young')
              .select('young.id')
              .whereRef('young.thread_id', '=', 'threads.id')
              .where((inner) =>
                inner.or([
                  inner('young.resolved_seen_at', 'is', null),
                  inner('young.resolved_seen_at', '>=', at),
                ]),
              ),
          ),
        ),
      )
      .limit(sql<number>`${limit}`),
  ),
)

export const deleteEmptyThreads = statement(({ db }, { at, limit }: Old) =>
  db
    .deleteFrom('threads')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('threads as old')
        .select('old.id')
        .where('old.closed_at', '<', at)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('episodes').select('episodes.id').whereRef('thread_id', '=', 'old.id'))),
        )
        .limit(sql<number>`${limit}`),
    )
    .returning('id'),
)

export const deleteOldNotices = statement(({ db }, { at, limit }: Old) =>
  db.deleteFrom('notices').where('key', 'in', (eb) =>
    eb
      .selectFrom('notices as old')
      .select('old.key')
      .where('old.created_at', '<', at)
      .where('old.state', '=', 'shown')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('cards')
              .innerJoin('threads', 'threads.id', 'cards.subject')
              .select('cards.id')
              .whereRef('cards.id', '=', 'old.thread_card_id')
              .where('threads.closed_at', 'is', null),
          ),
        ),
      )
      .orderBy('old.created_at')
      .limit(sql<number>`${limit}`),
  ),
)

export const deleteOldAudit = statement(({ db }, { at, limit }: Old) =>
  db.deleteFrom('audit').where('id', 'in', (eb) =>
    eb
      .selectFrom('audit as old')
      .select('old.id')
      .where('old.is_kept', '=', PASSING)
      .where('old.at', '<', at)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('episodes').select('episodes.id').whereRef('episodes.id', '=', 'old.subject'))),
      )
      .orderBy('old.at')
      .limit(sql<number>`${limit}`),
  ),
)
