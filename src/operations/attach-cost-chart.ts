import { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import { PRIORITY } from '../domain/message.ts'
import { defineOperation, systemOnly } from './define-operation.ts'

const input = z.object({
  /** Key of the edition's notice. */
  key: z.string(),
  /** null: there is no picture, the chart of text must do. */
  fileId: z.string().nullable(),
})

/** The picture of an edition's chart is in Slack, or will not be: what waited for it goes out. */
export const createAttachCostChart = defineOperation<z.output<typeof input>, 'attached' | 'too-late'>({
  name: 'attach-cost-chart',
  input,
  may: systemOnly,
  async decide({ tx, input: { key, fileId }, now }) {
    const notice = await tx.notices.get(key)
    if (!notice) return { outcome: allowed('too-late' as const), audit: null }
    const shown = fileId === null ? { as: 'text' } : { as: 'image', fileId }
    const isInTime = await tx.notices.amend(key, { ...notice.payload, shown })
    if (isInTime) await tx.queue.enqueue('send-notice', key, { dueAt: now, priority: PRIORITY.normal })
    return { outcome: allowed(isInTime ? ('attached' as const) : ('too-late' as const)), audit: null }
  },
})
