import { z } from 'zod'
import { COST_PERIODS, type PeriodWord } from './report.ts'

const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('company') }),
  z.object({ kind: z.literal('team'), teamId: z.string().min(1).max(200) }),
  z.object({ kind: z.literal('project'), project: z.string().min(1).max(300) }),
])

const word = z.custom<PeriodWord>(
  (value) =>
    typeof value === 'string' &&
    ((COST_PERIODS as readonly string[]).includes(value) || /^\d{4}-\d{2}$/.test(value)),
)

export const csvWish = z.object({ scope, word })

/** The key of the work that sends it: who asked when for what. */
export const csvWishKey = csvWish.extend({ userId: z.string(), at: z.number() })
export type CsvWish = z.output<typeof csvWishKey>
