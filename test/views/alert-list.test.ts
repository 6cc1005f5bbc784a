import { expect, test } from 'vitest'
import type { AlertList, FiringPlace } from '../../src/domain/alert-list.ts'
import { currentAlerts } from '../../src/domain/current-alerts.ts'
import { alertList } from '../../src/views/alert-list.ts'
import { asText } from '../harness/as-text.ts'
import { givenEpisode, MINUTE, NINE, PAYMENTS } from '../harness/given.ts'

const now = NINE + 90 * MINUTE
const payments: FiringPlace = {
  cluster: 'prod-kr',
  namespace: 'payments',
  threadId: 't1',
  channel: 'C0PAY',
  team: PAYMENTS,
  link: 'https://harbour.slack.com/archives/C0PAY/p1795251600000100',
  alerts: currentAlerts([
    givenEpisode({ ack: { userId: 'U0BOB', at: NINE } }),
    givenEpisode({ severity: 'warning', alertname: 'HighLatency', startsAt: NINE + MINUTE }),
    givenEpisode({ severity: 'warning', alertname: 'QueueFull' }),
    givenEpisode({ severity: 'info', alertname: 'CertExpires' }),
  ]),
}
const unowned: FiringPlace = {
  cluster: '',
  namespace: 'mystery',
  threadId: 't2',
  channel: 'C0UNOWNED',
  team: null,
  link: null,
  alerts: currentAlerts([givenEpisode({ severity: 'unknown' })]),
}

function list(given: Partial<AlertList>): AlertList {
  return { scope: { kind: 'all' }, places: [], from: 0, totalPlaces: 0, totalAlerts: 0, ...given }
}

test('a row per place: severity, age, who is on it, the way to the thread', () => {
  const shown = alertList(list({ places: [payments, unowned], totalPlaces: 2, totalAlerts: 5 }), now)
  expect(asText(shown)).toMatchInlineSnapshot(`
    "*5 alerts in 2 threads* firing in all projects
    ---
    🔴 *\`payments\` in \`prod-kr\`* · 1 critical, 2 warning, 1 info · Payments
    KubePodCrashLooping, QueueFull, HighLatency and 1 more
    oldest since <!date^1795251600^{date_short_pretty} {time}|2026-11-21 09:00 UTC> (1 h 30 min) · 👀 <@U0BOB> on 1 of 4 · <https://harbour.slack.com/archives/C0PAY/p1795251600000100|open the thread>
    ---
    ⚫ *\`mystery\`* · 1 no known severity · ⚠️ no owner
    KubePodCrashLooping
    oldest since <!date^1795251600^{date_short_pretty} {time}|2026-11-21 09:00 UTC> (1 h 30 min) · nobody is on it · not posted yet, it will stand in <#C0UNOWNED>"
  `)
  expect(shown.text).toMatchInlineSnapshot(`
    "*5 alerts in 2 threads* firing in all projects
    \`payments\` in \`prod-kr\`: 1 critical, 2 warning, 1 info, oldest since <!date^1795251600^{date_short_pretty} {time}|2026-11-21 09:00 UTC> (1 h 30 min), 👀 <@U0BOB> on 1 of 4 <https://harbour.slack.com/archives/C0PAY/p1795251600000100|thread>
    \`mystery\`: 1 no known severity, oldest since <!date^1795251600^{date_short_pretty} {time}|2026-11-21 09:00 UTC> (1 h 30 min), nobody is on it"
  `)
})

test('what does not fit is counted and reachable', () => {
  const shown = alertList(
    list({
      scope: { kind: 'mine', teams: [PAYMENTS], unsure: false },
      places: Array.from({ length: 15 }, () => payments),
      totalPlaces: 40,
      totalAlerts: 160,
    }),
    now,
  )
  expect(asText(shown)).toMatch(/\(\d+ more threads\)\n---\n\[Show more\]\(alert-list:more v1:\d+:mine\)/)
  const rows = shown.blocks.filter((block) => block.type === 'section').length - 1
  expect(asText(shown)).toContain(`(${40 - rows} more threads)`)
  expect(asText(shown)).toContain(`v1:${rows}:mine`)
})

test.each<[string, AlertList['scope']]>([
  ['nothing fires', { kind: 'all' }],
  ['nothing of mine fires', { kind: 'mine', teams: [PAYMENTS], unsure: false }],
  ['no team is mine', { kind: 'mine', teams: [], unsure: false }],
  ['nobody can say which teams are mine', { kind: 'mine', teams: [], unsure: true }],
  ['nothing fires in a project', { kind: 'project', namespace: 'payments', known: true, nearest: [] }],
  ['an unknown project', { kind: 'project', namespace: 'paymnets', known: false, nearest: ['payments'] }],
])('%s', (_, scope) => {
  expect(alertList(list({ scope }), now).text).toMatchSnapshot()
})
