import { z } from 'zod'
import { FAILURE_CLASSES, type ChangeFailure } from '../domain/resources/failure.ts'

/** What a job tells of the cloud's answer. */
export const changeFailureInput: z.ZodType<ChangeFailure> = z.object({
  class: z.enum(FAILURE_CLASSES),
  code: z.string(),
  message: z.string(),
  action: z.string(),
  requestId: z.string().nullable(),
  retryAfterMs: z.number().nullable(),
  part: z.string().nullable(),
  details: z.record(z.string(), z.string()),
  at: z.number(),
})
