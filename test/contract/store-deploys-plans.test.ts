import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as approvals from '../../src/store/records/approval-statements.ts'
import * as builds from '../../src/store/records/build-statements.ts'
import * as deploys from '../../src/store/records/deploy-statements.ts'
import { deleteOldDrafts } from '../../src/store/records/drafts.ts'
import { activeFreezes } from '../../src/store/records/freezes.ts'
import * as kept from '../../src/store/records/kept-audit.ts'
import { notableLocks } from '../../src/store/records/locks.ts'
import { newestDurations, rolloutsOfDeploy } from '../../src/store/records/rollouts.ts'
import { sqliteDialect } from '../../src/store/sqlite/dialect.ts'
import type { Statement } from '../../src/store/statement.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'

type Plan = [name: string, statement: Statement<never>, uses: RegExp]

// What the index gives in order, so that a limit reads no more than it needs.
const SORTED: Plan[] = [
  ['a build by its digest', builds.buildByDigest, /builds_one_per_digest \(project=\? AND service=\? AND/],
  ['the newest builds', builds.newestBuilds, /builds_newest \(project=\? AND service=\?\)/],
  ['builds between two', builds.buildsBetween, /builds_newest \(.* built_at>\? AND built_at<\?\)/],
  ['open deploys', deploys.openDeploys, /SCAN deploys USING INDEX deploys_open$/],
  ['recent deploys', deploys.RECENT.all, /SCAN deploys USING INDEX deploys_newest$/],
  ['recent of a project', deploys.RECENT.ofProject, /INDEX deploys_of_project \(project=\?\)/],
  ['recent of a service', deploys.RECENT.ofService, /deploys_of_service \(project=\? AND service=\?\)/],
  ['recent of a person', deploys.RECENT.ofRequester, /deploys_of_requester \(requester_id=\?\)/],
  ['successes', deploys.succeeded, /INDEX deploys_succeeded \(project=\? AND service=\?\)/],
  ['successes there', deploys.succeededThere, /deploys_succeeded_there \(.* AND environment=\?\)/],
  ['rollouts of a deploy', rolloutsOfDeploy, /INDEX rollouts_deploy \(deploy_id=\?\)/],
  ['durations', newestDurations, /rollout_durations_newest \(.* AND region=\?\)/],
  ['approvals of a deploy', approvals.approvalsOf, /INDEX approvals_deploy \(subject_id=\?\)/],
  ['waiting approvals', approvals.waitingApprovals, /SCAN approvals USING INDEX approvals_waiting$/],
  ['notable locks', notableLocks, /SCAN locks USING INDEX locks_notable$/],
  ['active freezes', activeFreezes, /SCAN freezes USING INDEX freezes_standing$/],
  ['old drafts', deleteOldDrafts, /INDEX drafts_created \(created_at<\?\)/],
  ['kept audit', kept.keptAfter, /INDEX audit_kept \(id>\?\)/],
  ['recent audit', kept.RECENT_KEPT.all, /INDEX audit_kept \(id<\?\)/],
  ['of a subject', kept.RECENT_KEPT.ofSubject, /audit_subject \(subject=\? AND rowid<\?\)/],
  ['of a person', kept.RECENT_KEPT.ofUser, /audit_kept_user \(user_id=\? AND id<\?\)/],
  ['of both', kept.RECENT_KEPT.ofUserAndSubject, /audit_subject \(subject=\? AND rowid<\?\)/],
  ['the last seal', kept.lastSeal, /SCAN audit_seals USING INDEX/],
]

// Of these only what was found is sorted.
const SEARCHED: Plan[] = [
  ['matching builds by tag', builds.matchingBuilds, /builds_tag \(.* AND tag=\?\)/],
  ['matching builds by digest', builds.matchingBuilds, /builds_one_per_digest \(.* AND digest=\?\)/],
  [
    'matching builds by commit',
    builds.matchingBuilds,
    /builds_commit \(.* commit_key>\? AND commit_key<\?\)/,
  ],
  ['successes of a digest', deploys.successesOf, /deploys_succeeded_digest \(.* AND digest=\?\)/],
  ['successes of a commit', deploys.successesOf, /deploys_succeeded_commit \(.* AND commit=\?\)/],
  ['votes', approvals.votesOf, /approval_votes_1 \(approval_id=\?\)/],
]

describe.each(DATABASES)('plans for deploys of $name', ({ create }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await create()
    await database.open()
  })
  afterAll(() => database.cleanup())
  const planOf = (statement: Statement<never>) =>
    database.explain(statement.bind(sqliteDialect, {} as never).sql)

  test.each(SORTED)('%s', (_, statement, uses) => {
    const plan = planOf(statement)
    expect(plan).toMatch(uses)
    expect(plan).not.toMatch(/TEMP B-TREE|SCAN \w+$/m)
  })

  test.each(SEARCHED)('%s', (_, statement, uses) => {
    const plan = planOf(statement)
    expect(plan).toMatch(uses)
    expect(plan).not.toMatch(/SCAN \w+$/m)
  })
})
