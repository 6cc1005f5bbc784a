import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firingAsOf, newBetween, resolvedBetween } from '../../src/store/records/episode-history.ts'
import * as episodes from '../../src/store/records/episode-statements.ts'
import * as history from '../../src/store/records/old-history.ts'
import { sqliteDialect } from '../../src/store/sqlite/dialect.ts'
import type { Statement } from '../../src/store/statement.ts'
import { nextDue } from '../../src/store/work-reports.ts'
import { claimOfKind, claimOfKinds, freeExpired } from '../../src/store/work-statements.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'

// The plan, not the time: a search that reads a whole table is fast in a test and slow after a year.
const PLANS: { name: string; statement: Statement<never>; uses: RegExp[] }[] = [
  {
    name: 'claiming one kind',
    statement: claimOfKind,
    uses: [/work_claim .*kind=\? AND priority=\? AND due_at<\?/],
  },
  { name: 'claiming several kinds', statement: claimOfKinds, uses: [/INDEX work_(claim|due) /] },
  { name: 'freeing expired leases', statement: freeExpired, uses: [/INDEX work_leases /] },
  { name: 'the next due time', statement: nextDue, uses: [/INDEX work_due /] },
  {
    name: 'what fired as of a moment',
    statement: firingAsOf,
    uses: [
      /episodes_resolved_seen \(resolved_seen_at=\?\)/,
      /episodes_resolved_seen \(resolved_seen_at>\?\)/,
    ],
  },
  {
    name: 'what was new',
    statement: newBetween,
    uses: [/episodes_first_seen \(first_seen_at>\? AND first_seen_at<\?\)/],
  },
  { name: 'what was resolved', statement: resolvedBetween, uses: [/episodes_resolved_seen /] },
  {
    name: 'episodes around a start',
    statement: episodes.around,
    uses: [
      /SEARCH episodes USING INDEX episodes_identity \(source=\? AND fingerprint=\? AND starts_at>\?/,
      /SEARCH earlier USING COVERING INDEX episodes_identity \(source=\? AND fingerprint=\? AND starts_at<\?/,
    ],
  },
  {
    name: 'the newest episode',
    statement: episodes.latest,
    uses: [/episodes_identity \(source=\? AND fingerprint=\?/],
  },
  {
    name: 'episodes that are over',
    statement: history.deleteOverEpisodes,
    uses: [/INDEX threads_closed \(closed_at<\?\)/, /old USING INDEX episodes_thread /],
  },
  {
    name: 'threads without episodes',
    statement: history.deleteEmptyThreads,
    uses: [/INDEX threads_closed \(closed_at<\?\)/],
  },
  {
    name: 'old notices',
    statement: history.deleteOldNotices,
    uses: [/INDEX notices_age \(state=\? AND created_at<\?\)/],
  },
  { name: 'old audit', statement: history.deleteOldAudit, uses: [/INDEX audit_passing \(at<\?\)/] },
  { name: 'episodes of a thread', statement: episodes.inThread, uses: [/INDEX episodes_thread /] },
  {
    name: 'firing counts',
    statement: episodes.firingCounts,
    uses: [/INDEX episodes_thread \(thread_id=\? AND state=\?\)/],
  },
  { name: 'all firing', statement: episodes.FIRING.all, uses: [/INDEX episodes_(firing_rule|one_firing)$/m] },
  { name: 'firing of a source', statement: episodes.FIRING.source, uses: [/INDEX episodes_one_firing /] },
  {
    name: 'firing of a rule',
    statement: episodes.FIRING.rule,
    uses: [/INDEX episodes_firing_rule \(rule_key=\?\)/],
  },
  {
    name: 'firing of a rule of a source',
    statement: episodes.FIRING.sourceAndRule,
    uses: [/INDEX episodes_firing_rule \(rule_key=\? AND source=\?\)/],
  },
]

describe.each(DATABASES)('plans of $name', ({ create }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await create()
    await database.open()
  })
  afterAll(() => database.cleanup())

  test.each(PLANS)('$name', ({ statement, uses }) => {
    const plan = database.explain(statement.bind(sqliteDialect, {} as never).sql)
    for (const use of uses) expect(plan).toMatch(use)
    expect(plan).not.toMatch(/SCAN (work|next)\b|SCAN episodes$/m)
  })

  test('a claim of one kind needs no sorting', () => {
    expect(database.explain(claimOfKind.bind(sqliteDialect, {} as never).sql)).not.toMatch(/TEMP B-TREE/)
  })
})
