import { sql } from 'kysely'
import type { AcknowledgementsTable, EpisodesTable } from '../schema.ts'
import { statement } from '../statement.ts'
import { changeable } from './episode-row.ts'

// A literal: a bound value would keep the partial indexes out of the plan.
const FIRES = sql.lit<'firing'>('firing')

export const insertEpisode = statement(({ db }, row: EpisodesTable) =>
  db.insertInto('episodes').values({
    id: row.id,
    source: row.source,
    fingerprint: row.fingerprint,
    starts_at: row.starts_at,
    ...changeable(row),
  }),
)

export const updateEpisode = statement(({ db }, row: EpisodesTable) =>
  db
    .updateTable('episodes')
    .set(changeable(row))
    .where('id', '=', row.id)
    .where('version', '=', sql<number>`${row.version} - 1`),
)

export const episodeById = statement(({ db }, input: { id: string }) =>
  db.selectFrom('episodes').selectAll().where('id', '=', input.id),
)

// A cross join keeps its order here: each alert is searched for, instead of all of a source being read.
export const around = statement(({ db, pairs }, input: { source: string; alerts: string }) =>
  db
    .selectFrom(pairs(input.alerts).as('asked'))
    .crossJoin('episodes')
    .selectAll('episodes')
    .where('episodes.source', '=', input.source)
    .whereRef('episodes.fingerprint', '=', 'asked.name')
    .where('episodes.starts_at', '>=', ({ selectFrom }) =>
      selectFrom('episodes as earlier')
        .select(({ fn, ref }) => fn.coalesce(fn.max('earlier.starts_at'), ref('asked.at')).as('starts_at'))
        .where('earlier.source', '=', input.source)
        .whereRef('earlier.fingerprint', '=', 'asked.name')
        .whereRef('earlier.starts_at', '<', 'asked.at'),
    )
    .orderBy('episodes.fingerprint')
    .orderBy('episodes.starts_at'),
)

export const inThread = statement(({ db }, input: { threadId: string }) =>
  db
    .selectFrom('episodes')
    .selectAll()
    .where('thread_id', '=', input.threadId)
    .orderBy('starts_at')
    .orderBy('id'),
)

const firing = statement(({ db }) =>
  db.selectFrom('episodes').selectAll().where('state', '=', FIRES).orderBy('starts_at').orderBy('id'),
)

const firingOfSource = statement(({ db }, input: { source: string }) =>
  db
    .selectFrom('episodes')
    .selectAll()
    .where('state', '=', FIRES)
    .where('source', '=', input.source)
    .orderBy('starts_at')
    .orderBy('id'),
)

const firingOfRule = statement(({ db }, input: { ruleKey: string }) =>
  db
    .selectFrom('episodes')
    .selectAll()
    .where('state', '=', FIRES)
    .where('rule_key', '=', input.ruleKey)
    .orderBy('starts_at')
    .orderBy('id'),
)

const firingOfSourceRule = statement(({ db }, input: { source: string; ruleKey: string }) =>
  db
    .selectFrom('episodes')
    .selectAll()
    .where('state', '=', FIRES)
    .where('source', '=', input.source)
    .where('rule_key', '=', input.ruleKey)
    .orderBy('starts_at')
    .orderBy('id'),
)

export const FIRING = {
  all: firing,
  source: firingOfSource,
  rule: firingOfRule,
  sourceAndRule: firingOfSourceRule,
}

export const firingCounts = statement(({ db, isOneOf }, input: { threadIds: string }) =>
  db
    .selectFrom('episodes')
    .select(['thread_id', (eb) => eb.fn.countAll<number>().as('firing')])
    .where((eb) => isOneOf(eb.ref('thread_id'), input.threadIds))
    .where('state', '=', FIRES)
    .groupBy('thread_id'),
)

export const latest = statement(({ db }, input: { source: string; fingerprint: string }) =>
  db
    .selectFrom('episodes')
    .selectAll()
    .where('source', '=', input.source)
    .where('fingerprint', '=', input.fingerprint)
    .orderBy('starts_at', 'desc')
    .limit(1),
)

export const endAcknowledgement = statement(({ db }, input: { episodeId: string; at: number }) =>
  db
    .updateTable('acknowledgements')
    .set({ until_at: input.at })
    .where('episode_id', '=', input.episodeId)
    .where('until_at', 'is', null),
)

export const beginAcknowledgement = statement(({ db }, row: Omit<AcknowledgementsTable, 'until_at'>) =>
  db.insertInto('acknowledgements').values({
    id: row.id,
    episode_id: row.episode_id,
    user_id: row.user_id,
    from_at: row.from_at,
    until_at: null,
  }),
)
