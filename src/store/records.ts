import type { Reads, Records } from '../domain/store.ts'
import { createAuditRecords } from './records/audit.ts'
import { createCardRecords } from './records/cards.ts'
import { createDeliveryRecords } from './records/deliveries.ts'
import { createEpisodeRecords } from './records/episodes.ts'
import { createFactRecords } from './records/facts.ts'
import { createInboxRecords } from './records/inbox.ts'
import { createNoticeRecords } from './records/notices.ts'
import { createQueue } from './records/queue.ts'
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
  }
}

/** The same repositories over a snapshot: the connection itself refuses writes. */
export function createReads(session: Session): Reads {
  return createRecords(session)
}
