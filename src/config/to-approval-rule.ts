import type { ApprovalRule, Who } from '../domain/approval-rule.ts'

const MINUTE_MS = 60_000

interface WrittenRule {
  count: number
  from: string[]
  requesterMay: boolean
  authorMay?: boolean
  expiresMinutes: number
}

/** Where nobody wrote what is approved, an author is in nobody's way. */
export function toApprovalRule(rule: WrittenRule): ApprovalRule {
  const { count, from, requesterMay, authorMay = true, expiresMinutes } = rule
  return { count, from: from.map(toWho), requesterMay, authorMay, expiresMs: expiresMinutes * MINUTE_MS }
}

export function toWho(word: string): Who {
  return word === 'owning-team' || word === 'everybody' ? { kind: word } : { kind: 'group', group: word }
}
