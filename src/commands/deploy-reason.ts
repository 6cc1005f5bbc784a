import type { z } from 'zod'
import { ACTION } from '../views/ids.ts'
import type { ViewState } from './door.ts'

/** What a modal carries; null when it was made by another version of the bot. */
export function readMetadata<Value>(schema: z.ZodType<Value>, view: ViewState): Value | null {
  try {
    const parsed = schema.safeParse(JSON.parse(view.privateMetadata))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function typedReason(view: ViewState): string {
  const typed = view.values['reason']?.[ACTION.reason]
  return typeof typed === 'string' ? typed : ''
}
