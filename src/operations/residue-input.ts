import { z } from 'zod'
import type { FoundPart } from '../domain/resources/cloud.ts'
import { PART_TYPES } from '../domain/resources/part.ts'

const found: z.ZodType<FoundPart> = z.object({
  type: z.enum(PART_TYPES),
  name: z.string(),
  arn: z.string().nullable(),
  status: z.string(),
})

/** What a scan found where nothing should be left; null: it was not looked. */
export const residueInput = z.array(found).nullable()
