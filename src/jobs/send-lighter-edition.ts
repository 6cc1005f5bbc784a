import type { Notice } from '../domain/card.ts'
import { CHARTS_REFUSED } from '../domain/cost/digest-facts.ts'
import type { CostEditionSnapshot } from '../domain/cost/digest.ts'
import { PRIORITY } from '../domain/message.ts'
import { PICTURE_PATIENCE_MS } from '../operations/post-cost-editions.ts'
import type { Parcel } from './sending-parcel.ts'

/** A chart that Slack does not take: its own becomes a picture, a picture becomes text. */
export function lighterEdition(
  notice: Notice,
  now: number,
): ReturnType<NonNullable<Parcel<Notice>['lighter']>> {
  if (notice.kind !== 'cost-edition') return null
  const { shown } = notice.payload as unknown as CostEditionSnapshot
  if (shown.as === 'text') return null
  const isNative = shown.as === 'native'
  return {
    dueAt: isNative ? now + PICTURE_PATIENCE_MS : now,
    async store(tx) {
      await tx.notices.amend(notice.key, { ...notice.payload, shown: { as: 'text' } })
      if (!isNative) return
      await tx.facts.set(CHARTS_REFUSED, new Date(now).toISOString())
      await tx.queue.enqueue('draw-cost-chart', notice.key, { dueAt: now, priority: PRIORITY.normal })
    },
  }
}
