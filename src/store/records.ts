import type { Reads, Records } from '../domain/store.ts'
import { createApprovalRecords } from './records/approvals.ts'
import { createAuditRecords } from './records/audit.ts'
import { createBudgetRequestRecords } from './records/budget-requests.ts'
import { createBudgetRecords } from './records/budgets.ts'
import { createBuildRecords } from './records/builds.ts'
import { createCardRecords } from './records/cards.ts'
import { createCostRecords } from './records/costs.ts'
import { createDeliveryRecords } from './records/deliveries.ts'
import { createDeployRecords } from './records/deploys.ts'
import { createDraftRecords } from './records/drafts.ts'
import { createEpisodeRecords } from './records/episodes.ts'
import { createFactRecords } from './records/facts.ts'
import { createFreezeRecords } from './records/freezes.ts'
import { createInboxRecords } from './records/inbox.ts'
import { createLockRecords } from './records/locks.ts'
import { createNoticeRecords } from './records/notices.ts'
import { createPartTimeRecords } from './records/part-times.ts'
import { createQueue } from './records/queue.ts'
import { createChangeRecords } from './records/resource-changes.ts'
import { createResourceRecords } from './records/resources.ts'
import { createRolloutRecords } from './records/rollouts.ts'
import { createRuleMemoryRecords } from './records/rule-memory.ts'
import { createThreadRecords } from './records/threads.ts'
import type { Session } from './session.ts'

export function createRecords(session: Session): Records {
  const queue = createQueue(session)
  return {
    deliveries: createDeliveryRecords(session),
    episodes: createEpisodeRecords(session),
    threads: createThreadRecords(session),
    ruleMemory: createRuleMemoryRecords(session),
    cards: createCardRecords(session, queue),
    notices: createNoticeRecords(session, queue),
    queue,
    audit: createAuditRecords(session),
    inbox: createInboxRecords(session),
    facts: createFactRecords(session),
    builds: createBuildRecords(session),
    deploys: createDeployRecords(session),
    rollouts: createRolloutRecords(session),
    approvals: createApprovalRecords(session),
    locks: createLockRecords(session),
    freezes: createFreezeRecords(session),
    drafts: createDraftRecords(session),
    resources: createResourceRecords(session),
    changes: createChangeRecords(session),
    partTimes: createPartTimeRecords(session),
    costs: createCostRecords(session),
    budgets: createBudgetRecords(session),
    budgetRequests: createBudgetRequestRecords(session),
  }
}

/** The same repositories over a snapshot: the connection itself refuses writes. */
export function createReads(session: Session): Reads {
  return createRecords(session)
}
