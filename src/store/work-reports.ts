import { sql } from 'kysely'
import { statement } from './statement.ts'

export const nextDue = statement(({ db, isOneOf }, input: { kinds: string }) =>
  db
    .selectFrom('work')
    .select((eb) => eb.fn.min('due_at').as('due_at'))
    .where((eb) => isOneOf(eb.ref('kind'), input.kinds))
    .where('lease_until', 'is', null)
    .where('dead_at', 'is', null),
)

export const stats = statement(({ db }, input: { now: number }) =>
  db
    .selectFrom('work')
    .select([
      'kind',
      sql<number>`sum(case when lease_until is null and dead_at is null then 1 else 0 end)`.as('waiting'),
      sql<number>`sum(case when lease_until is null and dead_at is null and due_at <= ${input.now} then 1 else 0 end)`.as(
        'due',
      ),
      sql<number | null>`min(case when dead_at is null then coalesce(leased_due_at, due_at) end)`.as(
        'oldest_due_at',
      ),
      sql<number>`sum(case when lease_until is not null then 1 else 0 end)`.as('running'),
      sql<number>`sum(case when dead_at is not null then 1 else 0 end)`.as('dead'),
    ])
    .groupBy('kind')
    .orderBy('kind'),
)

export const dead = statement(({ db }, input: { limit: number }) =>
  db
    .selectFrom('work')
    .select(['kind', 'key', 'attempts', 'error'])
    .where('dead_at', 'is not', null)
    .orderBy('dead_at', 'desc')
    .orderBy('kind')
    .orderBy('key')
    .limit(sql<number>`${input.limit}`),
)
