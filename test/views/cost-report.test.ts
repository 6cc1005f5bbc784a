import { expect, test } from 'vitest'
import { acceptMessageBlocks } from '../../playground/slack/blockkit/message-blocks.ts'
import type { CostReport } from '../../src/domain/cost/report.ts'
import { costReportMessage } from '../../src/views/cost-report-message.ts'
import { asText } from '../harness/as-text.ts'
import { AWS, DOWN, givenReport, givenSource, share, SHARES } from '../harness/given-cost-views.ts'

const UNKNOWN: Partial<CostReport> = {
  currencies: [{ currency: 'USD', micros: 0, beforeMicros: null, breakdowns: [] }],
  daily: [{ day: '2026-11-21', micros: null }],
  budget: null,
}
const COMPANY: Partial<CostReport> = {
  scope: { kind: 'company' },
  name: 'the company',
  currencies: [
    {
      currency: 'USD',
      micros: 12_304_000,
      beforeMicros: null,
      breakdowns: [{ by: 'team', shares: SHARES }],
    },
  ],
}
const REPORTS: Record<string, CostReport> = {
  'of a team': givenReport(),
  'of the company': givenReport(COMPANY),
  'of a team that is gone': givenReport({ name: 'labs', isDissolved: true, budget: null }),
  'of a day': givenReport({
    period: {
      word: 'yesterday',
      days: { from: '2026-11-20', to: '2026-11-21' },
      before: { from: '2026-11-19', to: '2026-11-20' },
      isRunning: false,
    },
    daily: [{ day: '2026-11-20', micros: 1_000_000 }],
  }),
  'of a month long ago': givenReport({
    period: {
      word: '2026-02',
      days: { from: '2026-02-01', to: '2026-03-01' },
      before: { from: '2026-01-01', to: '2026-02-01' },
      isRunning: false,
    },
  }),
  'nothing known, a source is down': givenReport({ ...UNKNOWN, sources: [DOWN] }),
  'nothing known, never read': givenReport({
    ...UNKNOWN,
    sources: [givenSource({ until: null, readAt: null }), { ...AWS, until: null }],
  }),
  'nothing known, nothing configured': givenReport({ ...UNKNOWN, sources: [] }),
}

test.each(Object.entries(REPORTS))('the answer of /cost: %s', (_, report) => {
  const shown = costReportMessage(report)
  expect(() => acceptMessageBlocks(shown.blocks)).not.toThrow()
  expect(`${asText(shown)}\n\n${shown.text}`).toMatchSnapshot()
})

test('what is unknown is never 0', () => {
  for (const [name, report] of Object.entries(REPORTS)) {
    if (!name.startsWith('nothing')) continue
    const shown = costReportMessage(report)
    expect(`${asText(shown)}${shown.text}`).not.toMatch(/\$0/)
  }
})

test('figures in another currency than the main one are told alone', () => {
  const other = { currency: 'EUR', micros: 5_000_000, beforeMicros: null, breakdowns: [] }
  const { currencies: [main] = [] } = UNKNOWN
  const shown = asText(costReportMessage(givenReport({ ...UNKNOWN, currencies: [main!, other] })))
  expect(shown).toContain('*€5.00* this month so far')
  expect(shown).not.toContain('$')
})

test('three hundred teams fit, and as many as fit can be looked into', () => {
  const shares = Array.from({ length: 300 }, (_, index) =>
    share({ is: 'team', teamId: `team-${index}`, name: `Team ${index}`, isDissolved: false }, 300 - index, 1),
  )
  const breakdowns = [
    { by: 'team' as const, shares },
    { by: 'kind' as const, shares: [share({ is: 'kind', kind: 'cpu' }, 45_150, 300)] },
  ]
  const report = givenReport({
    ...COMPANY,
    currencies: [{ currency: 'USD', micros: 45_150_000_000, beforeMicros: null, breakdowns }],
  })
  const shown = costReportMessage(report)
  expect(() => acceptMessageBlocks(shown.blocks)).not.toThrow()
  const menu = /menu of (\d+)/.exec(asText(shown))?.[1]
  expect(Number(menu)).toBeGreaterThan(50)
  expect(asText(shown)).toMatch(/286 others +\$40,75\d\.00|286 others/)
})

test('from a part it goes up, from the whole it does not', () => {
  expect(asText(costReportMessage(givenReport()))).toContain(
    '[↑ The whole company](cost:show:0 v1:company:month)',
  )
  expect(asText(costReportMessage(givenReport(COMPANY)))).not.toContain('↑')
  const owner = { teamId: 'payments', name: 'Payments' }
  const project = givenReport({ scope: { kind: 'project', project: 'checkout' }, name: 'checkout', owner })
  const shown = asText(costReportMessage(project))
  expect(shown).toContain('[↑ Payments](cost:show:0 v1:team/payments:month)')
  expect(shown).toContain('[↑ The whole company](cost:show:1 v1:company:month)')
})

test('a time that is shown is not offered again', () => {
  const shown = asText(costReportMessage(givenReport()))
  expect(shown).toContain('v1:team/payments:last-month)')
  expect(shown).not.toContain('[This month]')
  expect(shown).toContain('[CSV](cost:csv v1:team/payments:month)')
})

test('that nothing can be compared is said once, and no table has a column for it', () => {
  const uncompared = SHARES.map((one) => ({ ...one, beforeMicros: null }))
  const of = (currency: string) => ({
    currency,
    micros: 5_000_000,
    beforeMicros: null,
    breakdowns: [{ by: 'team' as const, shares: uncompared }],
  })
  const shown = asText(costReportMessage(givenReport({ currencies: [of('USD'), of('KRW')] })))
  expect(
    shown.split('nothing to compare with: not every source told all of this time and of 1-21 Oct'),
  ).toHaveLength(2)
  expect(shown).not.toMatch(/share +change|unknown/)
})

test('the whole company has a title like others', () => {
  const report = givenReport({ scope: { kind: 'company' }, name: 'the whole company' })
  const { blocks, text } = costReportMessage(report)
  expect(blocks[0]).toMatchObject({ text: { text: 'Cost of the whole company · this month, 1-21 Nov' } })
  expect(text.split('\n')[0]).toBe('*Cost of the whole company · this month, 1-21 Nov*')
})

test('today is compared with the same hours', () => {
  const period = {
    word: 'today' as const,
    days: { from: '2026-11-21', to: '2026-11-22' },
    before: { from: '2026-11-14', to: '2026-11-15' },
    isRunning: true,
  }
  const shown = asText(costReportMessage(givenReport({ period })))
  expect(shown).toContain('today so far · ▲ 12 % more than the same hours of 14 Nov')
})

test('a project is told from a team of the same name', () => {
  const project = givenReport({ scope: { kind: 'project', project: 'payments' }, name: 'payments' })
  expect(asText(costReportMessage(project))).toContain('# Cost of payments (project) · this month')
  expect(asText(costReportMessage(givenReport()))).toContain('# Cost of Payments · this month')
})

test('what serves everybody is told and can be looked into, also where nothing else is known', () => {
  const shared = ['kube-system', 'monitoring']
  const shown = (given: Partial<CostReport>) => asText(costReportMessage(givenReport({ shared, ...given })))
  const without =
    'Without `kube-system`, `monitoring`, which serve everybody and stand under *shared*, not under the team.'
  for (const given of [{}, UNKNOWN]) expect(shown(given)).toContain(without)
  expect(shown(UNKNOWN)).toContain('[monitoring](cost:show:2 v1:project/monitoring:month)')
  const project = { scope: { kind: 'project', project: 'monitoring' }, shared: ['monitoring'] } as const
  expect(shown({ ...project, shared: [...project.shared] })).toContain('It serves everybody')
  expect(shown(COMPANY)).not.toContain('everybody')
  expect(JSON.stringify(costReportMessage(givenReport({ ...COMPANY, shared })).blocks)).toContain(
    '"v1:project/kube-system:month"',
  )
  expect(shown({ shared: [] })).not.toContain('everybody')
})

test('beside a month that ends with yesterday, a budget says that it counts today too', () => {
  const shown = (report: CostReport) => asText(costReportMessage(report))
  expect(shown(givenReport())).toContain('of $4,000.00 in November, with today ·')
  expect(shown(REPORTS['of a day']!)).toContain('of $4,000.00 in November ·')
})
