import { z } from 'zod'

/** Payload of an `admin` notice. */
export const adminNoticeSchema = z.object({
  topic: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
})
