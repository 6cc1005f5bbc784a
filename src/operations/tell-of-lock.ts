import { ownerTeam, type Catalogue } from '../domain/catalogue.ts'
import type { LockNotice } from '../domain/deploys/lock-news.ts'
import { PRIORITY } from '../domain/message.ts'
import type { Records } from '../domain/store.ts'

/** One message in the channel of the owning team; what concerns every project goes where the company reads. */
export async function tellOfLock(
  tx: Records,
  told: LockNotice,
  { catalogue, subject, now }: { catalogue: Catalogue; subject: string; now: number },
): Promise<void> {
  await tx.notices.add({
    key: `lock:${told.what}:${subject}:${now}`,
    kind: 'lock',
    payload: { ...told },
    channel: channelOf(catalogue, told.project),
    threadCardId: null,
    priority: PRIORITY.outcome,
    createdAt: now,
    dueAt: now,
  })
}

function channelOf(catalogue: Catalogue, project: string | null): string {
  if (project === null) return catalogue.companyChannel ?? catalogue.adminChannel
  return ownerTeam(catalogue, project)?.channel ?? catalogue.fallbackChannel
}
