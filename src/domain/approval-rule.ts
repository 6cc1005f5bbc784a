/** Who is meant by a rule. */
export type Who = { kind: 'owning-team' } | { kind: 'group'; group: string } | { kind: 'everybody' }

export interface ApprovalRule {
  /** Different people who must say yes. */
  count: number
  from: Who[]
  requesterMay: boolean
  /** Whether the author of the build's commit may. */
  authorMay: boolean
  expiresMs: number
}
