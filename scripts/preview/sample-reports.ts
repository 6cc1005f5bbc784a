import { digestFigures, type DigestSnapshot } from '../../src/domain/digest.ts'
import { digestPlaces } from '../../src/domain/digest-places.ts'
import { finding, type DoctorReport } from '../../src/domain/doctor-report.ts'
import { MIXED, NOW, PAYMENTS, sampleEpisode, storm, THREAD } from './sample-alerts.ts'

const scope = {
  id: 'company',
  kind: 'company' as const,
  channel: 'C0COMPANY',
  teamIds: [],
  teamNames: [],
  unowned: true,
}
const catalogue = {
  teams: [PAYMENTS],
  projects: [{ namespace: 'payments', clusters: [], teamId: 'payments', services: [] }],
  fallbackChannel: 'C0UNOWNED',
  companyChannel: scope.channel,
  adminChannel: 'C0ADMINS',
  adminGroup: null,
}
const frame = {
  scope,
  timeZone: 'Asia/Seoul',
  at: NOW,
  from: NOW - 3_600_000,
  longer: null,
  incomplete: false,
  names: { U0ALICE: 'Alice' },
  links: { [THREAD.id]: 'https://example.slack.com/archives/C0PAYMENTS/p1' },
}
const firing = [
  ...MIXED.filter(({ state }) => state === 'firing'),
  ...storm(4),
  sampleEpisode(50, { namespace: 'batch', startsAt: NOW - 9_000_000, firstSeenAt: NOW - 9_000_000 }),
]
const resolved = MIXED.filter(({ state }) => state === 'resolved')
const hour = digestPlaces({ firing, started: [...firing, ...resolved], resolved }, { catalogue, at: NOW })

export const COMPANY_DIGEST: DigestSnapshot = { ...frame, figures: digestFigures(hour, scope) }
export const QUIET_DIGEST: DigestSnapshot = { ...frame, figures: digestFigures([], scope) }

export const SICK_REPORT: DoctorReport = {
  at: NOW,
  findings: [
    finding('problem', 'channel-archived', { use: 'teams[0].channel', channel: 'C0PAYMENTS' }),
    finding('warning', 'source-silent', { source: 'alertmanager/main' }),
    finding('ok', 'token-accepted', { team: 'Example' }),
    finding('ok', 'store-writable'),
  ],
}
