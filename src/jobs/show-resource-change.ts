import { z } from 'zod'
import type { Card } from '../domain/card.ts'
import type { Message } from '../domain/message.ts'
import { CHANGE_NEWS } from '../domain/resources/change-view.ts'
import type { Reads } from '../domain/store.ts'
import { loadChangeView, type ChangeViewDeps } from '../queries/change-view.ts'
import { changeCard } from '../views/resource-card.ts'
import { changeNotice } from '../views/resource-notice.ts'

const noticeSchema = z.object({
  changeId: z.string(),
  news: z.enum(CHANGE_NEWS),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  mentions: z.array(z.string()),
})

/** The card of a change of a resource. */
export function createRenderChange(deps: ChangeViewDeps) {
  return async (reads: Reads, changeId: string, now: number, card: Card): Promise<Message | null> => {
    const view = await loadChangeView(reads, deps, changeId, now)
    return view && changeCard({ ...view, problem: card.problem })
  }
}

/** What is told in its thread. */
export function createRenderChangeNotice(deps: ChangeViewDeps) {
  return async (reads: Reads, payload: Record<string, unknown>, now: number): Promise<Message | null> => {
    const notice = noticeSchema.parse(payload)
    const view = await loadChangeView(reads, deps, notice.changeId, now)
    return view && changeNotice(view, notice)
  }
}
