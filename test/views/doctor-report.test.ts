import { expect, test } from 'vitest'
import { acceptMessageBlocks } from '../../playground/slack/blockkit/message-blocks.ts'
import { finding, type Finding } from '../../src/domain/doctor-report.ts'
import { doctorReport } from '../../src/views/doctor-report.ts'
import { jsonChars } from '../../src/views/fit.ts'
import { asText } from '../harness/as-text.ts'

const AT = Date.parse('2026-11-21T01:00:00Z')

test('a sick bot: what is wrong first, each with what to do', () => {
  const findings = [
    finding('problem', 'channel-missing', { channel: 'C0GONE', use: 'teams: payments' }),
    finding('problem', 'scopes-missing', { scopes: 'groups:history', without: 'a message may stand twice' }),
    finding('warning', 'source-silent', { source: 'grafana/main' }),
    finding('warning', 'queue-late', { kind: 'show-card', due: 1, ageMs: 125_000 }),
    finding('ok', 'token-accepted', { team: 'Acme' }),
  ]
  expect(asText(doctorReport({ at: AT, findings }))).toMatchInlineSnapshot(`
    "# 2 problems and 2 warnings found
    ---
    ❌ \`teams: payments\` names \`C0GONE\`, which does not exist or is private without the bot. Correct the id, or write \`/invite @coxswain\` there.
    ❌ The token lacks \`groups:history\`: a message may stand twice. Update the app from \`manifest.yml\` and reinstall it.
    ⚠️ \`grafana/main\` has delivered nothing that is still kept. Send a test alert from its contact point or receiver.
    ⚠️ 1 item of \`show-card\` waits, the oldest for 2 min. In a storm Slack's limits are the reason; otherwise look at the log.
    ✅ Slack accepts the bot token, in workspace Acme
    ---
    (Checked <!date^1795222800^{date_short_pretty} {time}|2026-11-21 01:00 UTC>)"
  `)
})

test('a healthy bot', () => {
  const findings = [
    finding('ok', 'token-accepted', { team: 'Acme' }),
    finding('ok', 'channels-usable', { count: 3 }),
  ]
  expect(asText(doctorReport({ at: AT, findings }))).toMatchInlineSnapshot(`
    "# All is well
    ---
    ✅ Slack accepts the bot token, in workspace Acme
    ✅ The bot can write to all 3 configured channels
    ---
    (Checked <!date^1795222800^{date_short_pretty} {time}|2026-11-21 01:00 UTC>)"
  `)
})

test('clusters, builds and the audit log', () => {
  const findings = [
    finding('problem', 'cluster-unreachable', { cluster: 'prod-eu1', error: 'connect ETIMEDOUT' }),
    finding('problem', 'cluster-unauthorized', { cluster: 'prod-us1' }),
    finding('problem', 'cluster-permissions', {
      cluster: 'prod-us2',
      missing: 'patch deployments, get pods/log',
    }),
    finding('problem', 'audit-broken', { id: 41 }),
    finding('warning', 'audit-unsealed', { count: 3 }),
    finding('warning', 'cluster-clock', { cluster: 'prod-kr1', aheadMs: -42_000 }),
    finding('warning', 'builds-silent', { source: 'builds/github' }),
    finding('ok', 'cluster-well', { cluster: 'alpha', version: 'v1.31.2' }),
    finding('ok', 'audit-intact', { count: 812 }),
  ]
  expect(asText(doctorReport({ at: AT, findings })).split('\n---\n')[1]).toMatchSnapshot()
})

test('however much is wrong, it fits and says what was left out', () => {
  const one: Finding = finding('problem', 'message-parked', {
    id: '<!channel>'.repeat(100),
    channel: '"'.repeat(500),
    problem: '"\\'.repeat(5_000),
  })
  const message = doctorReport({ at: AT, findings: Array.from({ length: 500 }, () => one) })
  expect(() => acceptMessageBlocks(message.blocks)).not.toThrow()
  expect(jsonChars(message.blocks)).toBeLessThanOrEqual(12_000)
  expect(asText(message)).toMatch(/\d+ more findings did not fit/)
  expect(JSON.stringify(message)).not.toContain('<!channel>')
})

test('AWS accounts, and changes that stand still', () => {
  const account = 'main'
  const error = 'ExpiredToken: the token is expired'
  const who = { accountId: '123456789012', arn: 'arn:aws:iam::123456789012:role/coxswain' }
  const findings = [
    finding('problem', 'account-unreachable', { account, error: 'ECONNREFUSED: connect' }),
    finding('problem', 'account-credentials', { account, error }),
    finding('problem', 'account-wrong', { account, wanted: '999999999999', ...who }),
    finding('problem', 'account-permissions', { account, denied: 'elasticache:CreateUser, … 3 more' }),
    finding('problem', 'changes-stopped', { count: 2, name: 'sessions', verb: 'delete', ageMs: 7_200_000 }),
    finding('warning', 'account-unchecked', { account, error: 'AccessDenied: not authorized' }),
    finding('ok', 'account-well', { account, ...who }),
  ]
  expect(asText(doctorReport({ at: AT, findings }))).toMatchInlineSnapshot(`
    "# 5 problems and 1 warning found
    ---
    ❌ The AWS account \`main\` could not be asked (\`ECONNREFUSED: connect\`). Check the network from the bot to AWS and its entry under \`aws.accounts\`; changes of resources there wait meanwhile.
    ❌ AWS refuses the credentials for the account \`main\` (\`ExpiredToken: the token is expired\`). Renew its profile, or the trust of its role, under \`aws.accounts\`; changes of resources there wait meanwhile.
    ❌ The credentials for the AWS account \`main\` are those of \`123456789012\`, and the configuration says \`999999999999\`. Correct its profile, role or id under \`aws.accounts\` before resources are made in the wrong account.
    ❌ In the AWS account \`main\` IAM refuses the bot \`elasticache:CreateUser, … 3 more\`. Attach \`deploy/aws-iam-policy.json\` to the role that it uses there.
    ❌ 2 changes of resources stand still until somebody helps, the oldest for 2 h: the delete of \`sessions\`. Its card says what to do; then press *Try again* there.
    ⚠️ What the bot may do in the AWS account \`main\` could not be checked (\`AccessDenied: not authorized\`). Allow it \`iam:SimulatePrincipalPolicy\`, or compare its rights with \`deploy/aws-iam-policy.json\`.
    ✅ The AWS account \`main\` answers (\`123456789012\`, as \`arn:aws:iam::123456789012:role/coxswain\`)
    ---
    (Checked <!date^1795222800^{date_short_pretty} {time}|2026-11-21 01:00 UTC>)"
  `)
})

test('sources of costs', () => {
  const until = AT - 3_600_000
  const findings = [
    finding('problem', 'cost-source-down', {
      place: 'prod-eu',
      kind: 'opencost',
      code: 'unreachable',
      since: until,
      message: 'connect ECONNREFUSED <!channel>',
    }),
    finding('problem', 'cost-source-down', { place: 'main', kind: 'cost-explorer', code: 'constructor' }),
    finding('warning', 'cost-source-late', { place: 'main', kind: 'cost-explorer', until: null }),
    finding('warning', 'cost-source-late', { place: 'prod-eu', kind: 'opencost', until }),
    finding('warning', 'cost-tag-inactive', { account: 'main', tag: 'project' }),
    finding('warning', 'cost-calls-spent', { account: 'main', most: 10 }),
    finding('warning', 'chart-blocks-refused', { since: until }),
    finding('ok', 'cost-calls', { account: 'main', used: 4, most: 10 }),
    finding('ok', 'cost-source-well', { place: 'prod-kr', kind: 'opencost', until }),
    finding('ok', 'cost-not-configured'),
  ]
  const shown = asText(doctorReport({ at: AT, findings }))
  expect(shown.split('\n---\n').slice(1, -1).join('\n')).toMatchSnapshot()
  expect(shown).not.toContain('<!channel>')
})
