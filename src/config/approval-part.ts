import { z } from 'zod'
import { field } from './field.ts'
import { who, WHO_REMEDY } from './kinds.ts'

const DAY_MINUTES = 1_440

export const APPROVAL_REMEDY = 'give approval: { count: 1, from: [owning-team] }, or leave it out'

interface Words {
  /** Describes `requesterMay`. */
  requester: string
  /** Describes `expiresMinutes`. */
  late: string
  /** When nothing is said. */
  expiresMinutes?: number
}

/** What every rule of approval says, in the words of what is approved. */
export function approvalPart({ requester, late, expiresMinutes = 60 }: Words) {
  return {
    count: field(z.int().min(1).max(20), 'How many different people must say yes.'),
    from: field(z.array(who()).min(1), 'Who may: owning-team, everybody or ids of Slack user groups.', {
      remedy: WHO_REMEDY,
    }),
    requesterMay: field(z.boolean().default(false), requester),
    expiresMinutes: field(
      z
        .number()
        .min(1)
        .max(7 * DAY_MINUTES)
        .default(expiresMinutes),
      late,
    ),
  }
}
