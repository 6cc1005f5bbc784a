import { z } from 'zod'
import { LOCK_NEWS } from '../domain/deploys/lock-news.ts'

/** Payload of a `lock` notice. */
export const lockNoticeSchema = z.object({
  what: z.enum(LOCK_NEWS),
  by: z.string(),
  reason: z.string().nullable(),
  until: z.number().nullable(),
  project: z.string().nullable(),
  service: z.string().nullable(),
  environment: z.string(),
})
