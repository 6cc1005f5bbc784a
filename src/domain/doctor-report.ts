/** Codes of what the doctor finds; the words stand in views/doctor-report.ts. */
export type FindingCode =
  | 'token-accepted'
  | 'token-refused'
  | 'slack-unreachable'
  | 'scopes-complete'
  | 'scopes-missing'
  | 'scopes-unknown'
  | 'door-open'
  | 'door-closed'
  | 'channels-usable'
  | 'channels-unknown'
  | 'channel-missing'
  | 'channel-archived'
  | 'channel-not-joined'
  | 'groups-found'
  | 'groups-unknown'
  | 'group-missing'
  | 'team-without-people'
  | 'store-writable'
  | 'store-not-writable'
  | 'source-delivers'
  | 'source-silent'
  | 'source-malformed'
  | 'source-truncated'
  | 'no-sources'
  | 'queue-flows'
  | 'queue-late'
  | 'work-dead'
  | 'messages-flow'
  | 'message-parked'
  | 'message-text-only'
  | 'cluster-well'
  | 'cluster-unreachable'
  | 'cluster-unauthorized'
  | 'cluster-permissions'
  | 'cluster-clock'
  | 'account-well'
  | 'account-unreachable'
  | 'account-credentials'
  | 'account-wrong'
  | 'account-permissions'
  | 'account-unchecked'
  | 'changes-stopped'
  | 'audit-intact'
  | 'audit-broken'
  | 'audit-unsealed'
  | 'builds-silent'
  | 'check-broke'
  | 'more'
  | CostFindingCode

/** Of the sources of costs. */
export type CostFindingCode =
  | 'cost-source-well'
  | 'cost-source-down'
  | 'cost-source-late'
  | 'cost-tag-inactive'
  | 'cost-calls'
  | 'cost-calls-spent'
  | 'cost-not-configured'
  | 'chart-blocks-refused'

/** `problem`: something does not work. `warning`: something may be lost or is worse than it could be. */
export type FindingLevel = 'problem' | 'warning' | 'ok'

export interface Finding {
  code: FindingCode
  level: FindingLevel
  details: Record<string, string | number | null>
}

export interface DoctorReport {
  at: number
  findings: Finding[]
}

export function finding(level: FindingLevel, code: FindingCode, details: Finding['details'] = {}): Finding {
  return { code, level, details }
}

const MOST_OF_A_KIND = 5

/** The first few of findings of one kind, and how many more there are. */
export function atMost(findings: Finding[]): Finding[] {
  const [first] = findings
  const rest = findings.length - MOST_OF_A_KIND
  if (!first || rest <= 0) return findings
  return [...findings.slice(0, MOST_OF_A_KIND), finding(first.level, 'more', { count: rest })]
}
