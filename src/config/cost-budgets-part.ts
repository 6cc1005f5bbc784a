import { z } from 'zod'
import { APPROVAL_REMEDY, approvalPart } from './approval-part.ts'
import { field } from './field.ts'
import { CHANNEL_REMEDY, channelId, USER_GROUP_REMEDY, userGroupId } from './kinds.ts'

export const BUDGET_EXPIRES_MINUTES = 10_080

const approval = z.strictObject(
  approvalPart({
    requester: 'Whether who asked for more may approve it.',
    late: 'A wish for more that nobody approved in this time is over.',
    expiresMinutes: BUDGET_EXPIRES_MINUTES,
  }),
)

export const costBudgetsPart = z.strictObject({
  financeGroups: field(
    z.array(userGroupId()).default([]),
    'Slack user groups whose members set budgets. Empty: nobody can.',
    { remedy: USER_GROUP_REMEDY, example: ['S0FINANCE'] },
  ),
  approval: field(
    approval.optional(),
    'Who says yes when a team asks for more. Without it: one of the finance groups within 7 days, not who asked.',
    {
      remedy: APPROVAL_REMEDY,
      example: { count: 1, from: ['S0FINANCE'], requesterMay: false, expiresMinutes: BUDGET_EXPIRES_MINUTES },
    },
  ),
  channel: field(
    channelId().optional(),
    "Channel where wishes for more are decided; the team's own without it.",
    { remedy: CHANNEL_REMEDY, example: 'C0FINANCE' },
  ),
  thresholds: field(
    z.array(z.int().min(1).max(1_000)).default([80, 100]),
    "Percent of a month's budget at which it is told, rising, each once a month.",
    { remedy: 'write whole numbers from 1 to 1000, rising, such as [80, 100]' },
  ),
})
