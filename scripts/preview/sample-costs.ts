import { approvalList } from '../../src/views/approval-list.ts'
import { askedBudgetModal, removedBudgetModal, setBudgetDoneModal } from '../../src/views/budget-answers.ts'
import { budgetCard } from '../../src/views/budget-card.ts'
import { askBudgetModal, setBudgetModal } from '../../src/views/budget-forms.ts'
import { budgetListMessage } from '../../src/views/budget-list.ts'
import { budgetNotice } from '../../src/views/budget-notice.ts'
import { rejectBudgetModal } from '../../src/views/budget-reject-modal.ts'
import { chartSvg } from '../../src/views/chart-svg.ts'
import { costDigestMessage } from '../../src/views/cost-digest-message.ts'
import { costEditionMessage } from '../../src/views/cost-edition-message.ts'
import { csvAnnounced, csvComment, csvRefused } from '../../src/views/cost-file-words.ts'
import { costReportMessage } from '../../src/views/cost-report-message.ts'
import { note } from '../../src/views/kit.ts'
import {
  BUDGET_NOTICES,
  givenBudget,
  givenBudgetApproval,
  givenBudgetList,
  givenRequest,
  givenRequestView,
  REQUESTS,
} from '../../test/harness/given-budget-views.ts'
import {
  AWS,
  COMPANY_SCOPE,
  DIGESTS,
  DOWN,
  FLEET,
  givenEdition,
  givenReport,
  givenSource,
  SHARES,
} from '../../test/harness/given-cost-views.ts'
import { MINUTE, NINE } from '../../test/harness/given.ts'
import type { Sample } from './sample-views.ts'

/** Every digest, answer, card and form about what things cost. */
export function sampleCosts(): Sample[] {
  return [...digests(), ...editions(), ...reports(), ...budgets(), ...forms()]
}

function digests(): Sample[] {
  return Object.entries(DIGESTS).map(([name, digest]) => ({
    title: `Cost digest: ${name}`,
    shown: costDigestMessage(digest),
  }))
}

function editions(): Sample[] {
  const picture = givenEdition()
  const weekly = givenEdition({ edition: 'weekly', day: '2026-11-16', scope: COMPANY_SCOPE })
  return [
    {
      title: 'Daily edition, as a picture',
      shown: costEditionMessage(picture),
      picture: chartSvg(picture.chart),
    },
    {
      title: 'Weekly edition, with Slack’s chart',
      shown: costEditionMessage({ ...weekly, shown: { as: 'native' } }),
      picture: chartSvg(weekly.chart),
    },
    { title: 'Daily edition, as text', shown: costEditionMessage({ ...picture, shown: { as: 'text' } }) },
  ]
}

function reports(): Sample[] {
  const report = givenReport()
  const uncompared = SHARES.map((one) => ({ ...one, beforeMicros: null }))
  const [main] = report.currencies
  const company = {
    scope: { kind: 'company' as const },
    name: 'the whole company',
    currencies: [{ ...main!, breakdowns: [{ by: 'team' as const, shares: SHARES }] }],
  }
  const nothing = {
    currencies: [{ currency: 'USD', micros: 0, beforeMicros: null, breakdowns: [] }],
    daily: [],
    budget: null,
    sources: [DOWN],
  }
  const sources = [
    ...FLEET.filter(({ kind }) => kind === 'opencost'),
    givenSource({ ...AWS, missing: 2, until: Date.UTC(2026, 10, 20) }),
  ]
  const daily = report.daily.map((one, index) => (index >= 19 ? { ...one, micros: null } : one))
  const young = {
    ...company,
    sources,
    daily,
    currencies: [{ ...main!, beforeMicros: null, breakdowns: [{ by: 'team' as const, shares: uncompared }] }],
  }
  const platform = {
    ...nothing,
    scope: { kind: 'team' as const, teamId: 'platform' },
    name: 'Platform',
    sources: FLEET,
    shared: ['kube-system', 'monitoring'],
  }
  const monitoring = {
    scope: { kind: 'project' as const, project: 'monitoring' },
    name: 'monitoring',
    shared: ['monitoring'],
  }
  const file = { title: 'cost-company-2026-11-01-2026-11-21', isEmpty: false }
  return [
    {
      title: '/cost company: five clusters, nothing to compare with',
      shown: costReportMessage(givenReport(young)),
    },
    { title: '/cost payments', shown: costReportMessage(report) },
    { title: '/cost company', shown: costReportMessage(givenReport(company)) },
    { title: '/cost: nothing is known', shown: costReportMessage(givenReport(nothing)) },
    { title: '/cost platform: all of it serves everybody', shown: costReportMessage(givenReport(platform)) },
    { title: '/cost monitoring: it serves everybody', shown: costReportMessage(givenReport(monitoring)) },
    { title: '/cost: CSV', shown: csvAnnounced() },
    {
      title: '/cost: CSV, beside the file',
      shown: note(csvComment({ ...file, sources: FLEET, timeZone: 'Asia/Seoul' })),
    },
    {
      title: '/cost: CSV that Slack does not take',
      shown: csvRefused({ title: 'cost-company-2026-11-01-2026-11-21', error: 'missing_scope' }),
    },
  ]
}

function budgets(): Sample[] {
  const toldBy = { sources: FLEET, timeZone: 'Asia/Seoul' }
  const cards = Object.entries(REQUESTS).map(([name, view]) => ({
    title: `Budget: ${name}`,
    shown: budgetCard({ ...view, toldBy, problem: null, now: NINE }),
  }))
  const notices = Object.entries(BUDGET_NOTICES).map(([name, notice]) => ({
    title: `Budget notice: ${name}`,
    shown: budgetNotice(notice, 'spentMicros' in notice.values ? toldBy : undefined),
  }))
  const items = [
    { kind: 'budget-request' as const, view: givenRequestView(), approval: givenBudgetApproval() },
  ]
  return [
    ...cards,
    ...notices,
    { title: '/budget', shown: budgetListMessage(givenBudgetList({ toldBy })) },
    { title: '/budget for finance', shown: budgetListMessage(givenBudgetList({ toldBy, mayset: true })) },
    {
      title: '/budget chat: none of it yet',
      shown: budgetListMessage(givenBudgetList({ standings: [], waiting: [], named: 'Chat' })),
    },
    {
      title: '/budget: none yet',
      shown: budgetListMessage(givenBudgetList({ standings: [], waiting: [], mayset: null })),
    },
    {
      title: '/approve: a budget',
      shown: approvalList({ items, notMine: 0, unknown: 0 }, NINE + 12 * MINUTE),
    },
  ]
}

function forms(): Sample[] {
  const { askable } = givenBudgetList()
  const form = { chosen: 'team:payments', currency: 'USD' }
  return [
    { title: 'Modal: ask for a budget', shown: askBudgetModal({ ...form, askable }) },
    { title: 'Modal: nothing to ask for', shown: askBudgetModal({ ...form, askable: [] }) },
    { title: 'Modal: a budget is asked for', shown: askedBudgetModal(givenRequest()) },
    { title: 'Modal: set a budget', shown: setBudgetModal({ ...form, choices: askable }) },
    {
      title: 'Modal: a budget is set',
      shown: setBudgetDoneModal({ budget: givenBudget(), effect: 'set' }),
    },
    { title: 'Modal: a budget is taken away', shown: removedBudgetModal(givenBudget()) },
    { title: 'Modal: reject a budget', shown: rejectBudgetModal(givenRequestView(), givenBudgetApproval()) },
  ]
}
