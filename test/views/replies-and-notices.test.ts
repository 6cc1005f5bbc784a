import { expect, test } from 'vitest'
import { adminNotice } from '../../src/views/admin-notice.ts'
import { alertsJoined } from '../../src/views/alerts-joined.ts'
import { acknowledgedWords, outdatedMessage, unacknowledgedWords } from '../../src/views/answers.ts'
import { commandHelp, usageMessage } from '../../src/views/help.ts'
import { asText } from '../harness/as-text.ts'
import { givenEpisode, NINE, PAYMENTS } from '../harness/given.ts'

const place = { cluster: 'prod-kr', namespace: 'payments' }
const latency = givenEpisode({
  alertname: 'HighLatency',
  severity: 'warning',
  labels: { pod: 'payments-api-1' },
})
const crash = givenEpisode({ labels: { pod: 'payments-api-2' } })

test('what joined and fired again is one reply, with a mention only if told', () => {
  expect(asText(alertsJoined({ place, joined: [latency], refired: [crash], mention: PAYMENTS })))
    .toMatchInlineSnapshot(`
      "*1 alert joined, 1 alert fired again* · <!subteam^S0PAY>
      🟡 warning · HighLatency · pod \`payments-api-1\` · since <!date^1795251600^{date_short_pretty} {time}|2026-11-21 09:00 UTC>
      🔴 critical · KubePodCrashLooping again · pod \`payments-api-2\` · since <!date^1795251600^{date_short_pretty} {time}|2026-11-21 09:00 UTC>"
    `)
  expect(asText(alertsJoined({ place, joined: [latency], refired: [], mention: null }))).not.toContain(
    'subteam',
  )
  expect(alertsJoined({ place, joined: [], refired: [], mention: null })).toBeNull()
})

test('many that joined are counted', () => {
  const joined = Array.from({ length: 40 }, () => givenEpisode())
  expect(asText(alertsJoined({ place, joined, refired: [], mention: null }))).toContain(
    '… and 30 more: the card above has them all',
  )
})

test.each([
  ['slack-refused', { channel: 'C0PAY', error: 'not_in_channel', fallback: 'C0UNOWNED' }],
  ['slack-refused', { channel: 'C0PAY', error: 'some_new_error' }],
  [
    'blocks-refused',
    { channel: 'C0PAY', error: 'invalid_blocks', details: 'must be less than 3001 characters' },
  ],
  ['truncated', { source: 'grafana:main', setting: 'max alerts', count: 3 }],
  ['deliveries-quarantined', { source: 'grafana:main', count: 2, reason: 'labels are missing' }],
  ['history-unreadable', { channel: 'C0PAY', error: 'missing_scope' }],
  ['work-dead', { kind: 'show-card', key: 'alert-thread:1', error: 'boom' }],
  ['something-new', { answer: 42, where: '<!channel>' }],
])('an admin notice about %s %j', (topic, values) => {
  expect(adminNotice({ topic, values }).text).toMatchSnapshot()
})

test('answers to a click', () => {
  const held = { ...crash, ack: { userId: 'U0BOB', at: NINE } }
  expect([
    acknowledgedWords({ outcome: 'acknowledged', episode: held }),
    acknowledgedWords({ outcome: 'already-yours', episode: held }),
    unacknowledgedWords({ episode: crash, had: { userId: 'U0BOB', at: NINE }, by: 'U0DANA' }),
    unacknowledgedWords({ episode: crash, had: { userId: 'U0BOB', at: NINE }, by: 'U0BOB' }),
    outdatedMessage().text,
  ]).toMatchInlineSnapshot(`
    [
      "👀 You are on *KubePodCrashLooping* (\`payments\` in \`prod-kr\`). The card shows it to everybody; *Un-acknowledge* hands it back.",
      "👀 You are on *KubePodCrashLooping* already since <!date^1795251600^{date_short_pretty} {time}|2026-11-21 09:00 UTC>. Nothing was changed.",
      "↩️ Nobody is on *KubePodCrashLooping* (\`payments\` in \`prod-kr\`) any more. <@U0BOB> was on it since <!date^1795251600^{date_short_pretty} {time}|2026-11-21 09:00 UTC>.",
      "↩️ Nobody is on *KubePodCrashLooping* (\`payments\` in \`prod-kr\`) any more. You were on it since <!date^1795251600^{date_short_pretty} {time}|2026-11-21 09:00 UTC>.",
      "This button belongs to an older version of the card. Open the newest card of the thread, or type \`/alerts\` to see what fires now.",
    ]
  `)
})

test('help and usage of a command', () => {
  const command = {
    name: '/owner',
    summary: 'Show who owns a namespace',
    usage: '<namespace> [cluster]',
    examples: ['/owner payments'],
  }
  expect(commandHelp(command).text).toMatchInlineSnapshot(`
    "*Show who owns a namespace*
    \`/owner &lt;namespace&gt; [cluster]\`
    For example: \`/owner payments\`"
  `)
  expect(usageMessage(command, { text: 'Which namespace?', suggestion: '/owner payments' }).text)
    .toMatchInlineSnapshot(`
    "Which namespace? Did you mean \`/owner payments\`?
    Usage: \`/owner &lt;namespace&gt; [cluster]\`
    For example: \`/owner payments\`"
  `)
})
