import { expect, test } from 'vitest'
import { alertThreadCard, type AlertThreadView } from '../../src/views/alert-thread-card.ts'
import { asText } from '../harness/as-text.ts'
import { givenEpisode, givenThread, MINUTE, NINE, PAYMENTS, SEARCH } from '../harness/given.ts'

const crash = givenEpisode({
  id: 'e1',
  labels: {
    alertname: 'KubePodCrashLooping',
    namespace: 'payments',
    pod: 'payments-api-7d',
    container: 'api',
  },
  annotations: {
    summary: 'Pod restarts 4.2 times in 10 min',
    description: 'See https://wiki.example/crash?a=1&b=2.',
  },
  values: { A: 3, B: 0.123456789, C: null },
  links: {
    runbook: 'https://runbooks.example/crash',
    dashboard: 'https://grafana.example/d/abc?var=a&b=c',
    silence: 'javascript:alert(1)',
  },
})
const latency = givenEpisode({
  id: 'e2',
  alertname: 'HighLatency',
  severity: 'warning',
  labels: { service: 'payments-api' },
  ack: { userId: 'U0DANA', at: NINE + 3 * MINUTE },
})
const fixed = givenEpisode({
  id: 'e3',
  alertname: 'QueueFull',
  state: 'resolved',
  endsAt: NINE + 10 * MINUTE,
  values: { A: 900 },
  labels: {},
})

function card(given: Partial<AlertThreadView>) {
  return alertThreadCard({ thread: givenThread(), episodes: [], team: PAYMENTS, now: NINE, ...given })
}

test('a mixed thread: firing first, values, links, who is on it, resolved with its last values', () => {
  expect(asText(card({ episodes: [fixed, latency, crash] }))).toMatchInlineSnapshot(`
    "# 🔴 2 firing · ✅ 1 resolved · payments (prod-kr)
    ---
    \`payments\` in \`prod-kr\` · owner <!subteam^S0PAY>
    ---
    🔴 critical · *KubePodCrashLooping*
    Pod restarts 4.2 times in 10 min
    See <https://wiki.example/crash?a=1&amp;b=2>.
    pod \`payments-api-7d\` · container \`api\` · A = *3* · B = *0.123457* · C = *no value*
    since <!date^1795251600^{date_short_pretty} {time}|2026-11-21 09:00 UTC>
    <https://runbooks.example/crash|Runbook> · <https://grafana.example/d/abc?var=a&amp;b=c|Dashboard>
    [Acknowledge](alert:acknowledge:0 v1:e1)
    ---
    🟡 warning · *HighLatency*
    service \`payments-api\`
    since <!date^1795251600^{date_short_pretty} {time}|2026-11-21 09:00 UTC> · 👀 <@U0DANA> since <!date^1795251780^{date_short_pretty} {time}|2026-11-21 09:03 UTC>
    [Un-acknowledge](alert:unacknowledge:1 v1:e2)
    ---
    ✅ resolved · *QueueFull* · was 🔴 critical
    A = *900*
    resolved <!date^1795252200^{date_short_pretty} {time}|2026-11-21 09:10 UTC> · after 10 min"
  `)
})

test('the fallback text tells the same', () => {
  expect(card({ episodes: [fixed, latency, crash] }).text).toMatchInlineSnapshot(`
    "🔴 2 firing · ✅ 1 resolved: \`payments\` in \`prod-kr\` · owner <!subteam^S0PAY>
    🔴 critical: KubePodCrashLooping, since 2026-11-21 09:00 UTC: Pod restarts 4.2 times in 10 min
    🟡 warning: HighLatency, since 2026-11-21 09:00 UTC, acknowledged
    ✅ resolved: QueueFull, 2026-11-21 09:10 UTC"
  `)
})

test('all resolved, for reasons that are no fix', () => {
  const endings = ['MissingSeries', 'Paused', 'RuleDeleted', 'Updated', 'superseded', 'Test', 'SomethingNew']
  const episodes = endings.map((resolvedReason) =>
    givenEpisode({
      alertname: resolvedReason,
      labels: {},
      state: 'resolved',
      endsAt: NINE + MINUTE,
      resolvedReason,
    }),
  )
  expect(asText(card({ episodes }))).toMatchInlineSnapshot(`
    "# ✅ All resolved (7) · payments (prod-kr)
    ---
    \`payments\` in \`prod-kr\` · owner <!subteam^S0PAY>
    ---
    ✅ resolved · *MissingSeries* · was 🔴 critical
    resolved <!date^1795251660^{date_short_pretty} {time}|2026-11-21 09:01 UTC> · after 1 min · _series gone: its data stopped coming, which need not mean fixed_
    ---
    ✅ resolved · *Paused* · was 🔴 critical
    resolved <!date^1795251660^{date_short_pretty} {time}|2026-11-21 09:01 UTC> · after 1 min · _rule paused: not checked any more_
    ---
    ✅ resolved · *RuleDeleted* · was 🔴 critical
    resolved <!date^1795251660^{date_short_pretty} {time}|2026-11-21 09:01 UTC> · after 1 min · _rule deleted: not checked any more_
    ---
    ✅ resolved · *Updated* · was 🔴 critical
    resolved <!date^1795251660^{date_short_pretty} {time}|2026-11-21 09:01 UTC> · after 1 min · _rule changed: judged anew from here on_
    ---
    ✅ resolved · *superseded* · was 🔴 critical
    resolved <!date^1795251660^{date_short_pretty} {time}|2026-11-21 09:01 UTC> · after 1 min · _replaced by a newer run of the same alert_
    ---
    ✅ resolved · *Test* · was 🔴 critical
    resolved <!date^1795251660^{date_short_pretty} {time}|2026-11-21 09:01 UTC> · after 1 min · _test alert_
    ---
    ✅ resolved · *SomethingNew* · was 🔴 critical
    resolved <!date^1795251660^{date_short_pretty} {time}|2026-11-21 09:01 UTC> · after 1 min · _SomethingNew_"
  `)
})

test('an unowned namespace says so and what to do', () => {
  expect(asText(card({ episodes: [], team: null })).split('\n---\n')[1]).toMatchInlineSnapshot(
    `"\`payments\` in \`prod-kr\` · ⚠️ no team owns \`payments\`: ask the platform team to add it to the catalogue"`,
  )
})

test('alerts without a namespace say why and where their rules fired before', () => {
  const thread = givenThread({ namespace: '' })
  expect(asText(card({ thread, team: null }))).toMatchInlineSnapshot(`
    "# No alerts · no namespace (prod-kr)
    ---
    ⚠️ Alerts without a namespace in \`prod-kr\`: no label or rule of the configuration names one. Add a namespace label to the alert rule, or a rule under \`alerts.namespaceRules\`."
  `)
  expect(
    asText(card({ thread, team: null, candidates: ['payments', 'search'] })).split('\n---\n')[1],
  ).toMatchInlineSnapshot(
    `"⚠️ Alerts without a namespace in \`prod-kr\`: no label or rule of the configuration names one. The same rules fired before in \`payments\`, \`search\`."`,
  )
})

test('a team without a group is mentioned by its people, a closed thread and a problem are told', () => {
  expect(
    asText(card({ team: SEARCH, thread: givenThread({ closedAt: NINE }), problem: 'shown as text only' })),
  ).toMatchInlineSnapshot(`
    "# No alerts · payments (prod-kr)
    ---
    \`payments\` in \`prod-kr\` · owner <@U0BOB>
    ---
    (A newer thread has taken over: new alerts go there.)
    ---
    (⚠️ Slack had trouble with this card (shown as text only). The admins of the bot are told.)"
  `)
})

test('only the newest run of an alert stands, with how often it fired', () => {
  const run = { fingerprint: 'same', labels: {}, alertname: 'Flapping' }
  const older = givenEpisode({ ...run, id: 'old', state: 'resolved', endsAt: NINE })
  const newer = givenEpisode({ ...run, id: 'new', startsAt: NINE + MINUTE })
  expect(
    asText(card({ episodes: [newer, older] }))
      .split('\n---\n')
      .slice(2),
  ).toMatchInlineSnapshot(`
    [
      "🔴 critical · *Flapping* · fired 2 times here
    since <!date^1795251660^{date_short_pretty} {time}|2026-11-21 09:01 UTC>
    [Acknowledge](alert:acknowledge:0 v1:new)",
    ]
  `)
})

test('NoData and Error alerts are named by their rule', () => {
  const labels = { rulename: 'Disk full' }
  const episodes = [
    givenEpisode({ alertname: 'DatasourceNoData', labels }),
    givenEpisode({ alertname: 'DatasourceError', labels, annotations: { Error: 'dial tcp: timeout' } }),
  ]
  const shown = asText(card({ episodes }))
  expect(shown).toContain('*No data for Disk full*')
  expect(shown).toContain('*Query error in Disk full*\ndial tcp: timeout')
})

test('a card that another channel refused says where it belongs and what to do', () => {
  expect(asText(card({ problem: 'moved from C0PAY: not_in_channel' }))).toContain(
    'This belongs in <#C0PAY>, which refused it (`not_in_channel`). Invite the bot there',
  )
})
