// Errors that no repetition mends. https://docs.slack.dev/reference/methods/auth.test#errors
const REFUSED = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
  'org_login_required',
  'team_access_not_granted',
])

/** Slack's code when it refused the token; null for trouble that may pass. */
export function tokenProblem(error: unknown): string | null {
  const data = (error as { data?: { error?: unknown } } | null)?.data
  return typeof data?.error === 'string' && REFUSED.has(data.error) ? data.error : null
}
