import { finding, type Finding } from '../domain/doctor-report.ts'
import type { CloudAccountCheck } from '../domain/resources/cloud.ts'
import type { CloudFailure } from '../domain/resources/failure.ts'
import { within } from '../lib/within.ts'

export interface ExaminedAccount {
  account: string
  /** Asks it who the bot is there, and what it may do. */
  check(): Promise<CloudAccountCheck>
}

const WITHIN_MS = 3_000
const MOST_DENIED = 10

/**
 * Does each account answer, is it the one that is meant, and may the bot do there what it must? All are asked at once;
 * none is waited for longer than `withinMs`.
 */
export async function examineAccounts(
  accounts: readonly ExaminedAccount[],
  withinMs = WITHIN_MS,
): Promise<Finding[]> {
  const found = await Promise.all(accounts.map((one) => within(withinMs, one.check(), late(one.account))))
  return found.flatMap(judge)
}

function late(account: string): CloudAccountCheck {
  return { account, identity: null, wantedAccountId: null, denied: null, problem: null }
}

function judge(check: CloudAccountCheck): Finding[] {
  const { account, identity, wantedAccountId: wanted, denied, problem } = check
  if (!identity) return [notReached(account, problem)]
  const { accountId, arn } = identity
  if (wanted !== null) return [finding('problem', 'account-wrong', { account, accountId, wanted, arn })]
  return [finding('ok', 'account-well', { account, accountId, arn }), ...rights(account, denied, problem)]
}

function rights(account: string, denied: string[] | null, problem: CloudFailure | null): Finding[] {
  if (denied === null) return [finding('warning', 'account-unchecked', { account, error: said(problem) })]
  if (denied.length === 0) return []
  const rest = denied.length - MOST_DENIED
  const actions = [...denied.slice(0, MOST_DENIED), ...(rest > 0 ? [`… ${rest} more`] : [])].join(', ')
  return [finding('problem', 'account-permissions', { account, denied: actions })]
}

function notReached(account: string, problem: CloudFailure | null): Finding {
  const code = problem?.class === 'credentials' ? 'account-credentials' : 'account-unreachable'
  return finding('problem', code, { account, error: said(problem) })
}

function said(problem: CloudFailure | null): string {
  return problem === null ? 'no answer' : `${problem.code}: ${problem.message}`
}
