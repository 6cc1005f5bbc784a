import { z } from 'zod'
import type { ReceivedAlert } from '../domain/alert.ts'
import type { RuleSnapshot } from '../domain/alert-formats/alert-body.ts'

/** One piece of a delivery. Its alerts come from the parser, which has checked them one by one. */
export const ingestInput = z.object({
  delivery: z.object({
    id: z.string(),
    sourceKind: z.enum(['grafana', 'alertmanager']),
    source: z.string(),
    receivedAt: z.number(),
  }),
  alerts: z.array(z.custom<ReceivedAlert>()),
  /** Set for legacy bodies, which come in one piece. */
  snapshot: z.custom<RuleSnapshot | null>(),
  /** Where the next piece begins. */
  cursor: z.number().int(),
  isLast: z.boolean(),
})

export type IngestInput = z.infer<typeof ingestInput>
