import type { Approval } from '../../src/domain/approval.ts'
import type { Budget, BudgetRequest, BudgetStanding } from '../../src/domain/cost/budget.ts'
import type { BudgetList, BudgetNotice, BudgetRequestView } from '../../src/domain/cost/budget-views.ts'
import { MINUTE, NINE, PAYMENTS } from './given.ts'

const usd = (dollars: number) => Math.round(dollars * 1_000_000)

export function givenBudget(given: Partial<Budget> = {}): Budget {
  return {
    id: 'team:payments',
    scope: { kind: 'team', teamId: 'payments' },
    name: 'Payments',
    currency: 'USD',
    monthlyMicros: usd(4_000),
    setBy: 'U0FINN',
    setAt: NINE,
    version: 3,
    ...given,
  }
}

export function givenStanding(given: Partial<BudgetStanding> = {}): BudgetStanding {
  return {
    budget: givenBudget(),
    month: '2026-11',
    spentMicros: usd(2_480),
    percent: 62,
    forecast: { micros: usd(4_212.4), low: usd(3_900), high: usd(4_512) },
    isDissolved: false,
    elsewhere: {},
    ...given,
  }
}

export const STANDINGS: BudgetStanding[] = [
  givenStanding(),
  givenStanding({
    budget: givenBudget({ id: 'project:search', name: 'search', monthlyMicros: usd(800) }),
    spentMicros: usd(812.3),
    percent: 101,
    forecast: { micros: usd(1_190), low: usd(1_100), high: usd(1_300) },
    elsewhere: { EUR: usd(12.3) },
  }),
  givenStanding({
    budget: givenBudget({ id: 'team:labs', name: 'Labs', currency: 'KRW', monthlyMicros: 9_000_000_000_000 }),
    spentMicros: 120_000_000_000,
    percent: 1,
    forecast: null,
    isDissolved: true,
  }),
]

export function givenRequest(given: Partial<BudgetRequest> = {}): BudgetRequest {
  return {
    id: '01k0budgetrequest000000001',
    budgetId: 'team:payments',
    scope: { kind: 'team', teamId: 'payments' },
    name: 'Payments',
    currency: 'USD',
    fromMicros: usd(4_000),
    toMicros: usd(5_000),
    reason: 'Black Friday: three times the traffic until 30 November',
    requesterId: 'U0ALICE',
    channel: 'C0FINANCE',
    teamChannel: 'C0PAY',
    state: 'waiting',
    createdAt: NINE,
    decided: null,
    version: 0,
    ...given,
  }
}

export function givenBudgetApproval(given: Partial<Approval> = {}): Approval {
  return {
    id: '01k0approval0000000000000b',
    subjectKind: 'budget-request',
    subjectId: '01k0budgetrequest000000001',
    wave: 0,
    state: 'waiting',
    planHash: 'f00d',
    count: 1,
    requesterId: 'U0ALICE',
    authorId: null,
    requesterMay: false,
    authorMay: true,
    votes: [],
    expiresAt: NINE + 7 * 24 * 60 * MINUTE,
    decided: null,
    version: 0,
    ...given,
  }
}

export function givenRequestView(given: Partial<BudgetRequestView> = {}): BudgetRequestView {
  return {
    request: givenRequest(),
    approval: givenBudgetApproval(),
    standing: givenStanding(),
    approvers: ['S0FINANCE'],
    team: PAYMENTS,
    ...given,
  }
}

const decided = { by: 'U0FINN', at: NINE + 30 * MINUTE, reason: null }

/** Every state of a request that people may meet. */
export const REQUESTS: Record<string, BudgetRequestView> = {
  waiting: givenRequestView(),
  'the first budget, nothing known': givenRequestView({
    request: givenRequest({ fromMicros: null }),
    standing: null,
  }),
  'one of two said yes': givenRequestView({
    approval: givenBudgetApproval({
      count: 2,
      requesterMay: true,
      votes: [{ userId: 'U0FINN', at: NINE + MINUTE, planHash: 'f00d' }],
    }),
  }),
  approved: givenRequestView({
    request: givenRequest({ state: 'approved', decided }),
    approval: givenBudgetApproval({ state: 'approved', decided }),
  }),
  rejected: givenRequestView({
    request: givenRequest({ state: 'rejected', decided: { ...decided, reason: 'Not before December' } }),
    approval: givenBudgetApproval({ state: 'rejected', decided }),
  }),
  withdrawn: givenRequestView({
    request: givenRequest({ state: 'withdrawn', decided: { ...decided, by: 'U0ALICE' } }),
    approval: givenBudgetApproval({ state: 'withdrawn', decided }),
  }),
  expired: givenRequestView({
    request: givenRequest({ state: 'expired', decided: { ...decided, by: null } }),
    approval: givenBudgetApproval({ state: 'expired', decided }),
  }),
  superseded: givenRequestView({
    request: givenRequest({ state: 'superseded', decided }),
    approval: givenBudgetApproval({ state: 'withdrawn', decided }),
  }),
}

export function givenBudgetList(given: Partial<BudgetList> = {}): BudgetList {
  return {
    standings: STANDINGS,
    waiting: [givenRequest()],
    mayset: false,
    askable: [
      { id: 'team:payments', name: 'Payments', budget: givenBudget() },
      { id: 'project:ledger', name: 'ledger', budget: null },
    ],
    ...given,
  }
}

const values = { fromMicros: usd(4_000), toMicros: usd(5_000), by: 'U0FINN', reason: null }
const marked = {
  percent: 80,
  spentMicros: usd(3_310),
  monthlyMicros: usd(4_000),
  low: usd(4_100),
  high: usd(4_700),
  month: '2026-11',
}

const of = { budgetId: 'team:payments', name: 'Payments', currency: 'USD', mentions: ['S0PAY'] }

export const BUDGET_NOTICES: Record<string, BudgetNotice> = {
  'a mark is reached': { ...of, news: 'threshold', values: marked },
  'it is used up': { ...of, news: 'threshold', values: { ...marked, percent: 100, spentMicros: usd(4_012) } },
  'no forecast yet': { ...of, news: 'threshold', values: { ...marked, low: null, high: null } },
  'the forecast is over it': { ...of, news: 'forecast-over', values: marked },
  asked: {
    ...of,
    news: 'asked',
    values: { ...values, by: 'U0ALICE', reason: 'Black Friday', expiresAt: NINE + 60 * MINUTE },
  },
  approved: { ...of, news: 'approved', values: { ...values, reason: 'Black Friday' } },
  rejected: { ...of, news: 'rejected', values: { ...values, reason: 'Not before December' } },
  expired: { ...of, news: 'expired', values: { ...values, by: null, reason: 'Black Friday' } },
  withdrawn: {
    ...of,
    news: 'withdrawn',
    values: { ...values, by: 'U0ALICE', reason: 'Black Friday' },
    mentions: [],
  },
  'set for the first time': { ...of, news: 'set', values: { ...values, fromMicros: null }, mentions: [] },
  set: { ...of, news: 'set', values, mentions: ['U0ALICE'] },
  removed: { ...of, news: 'removed', values: { ...values, toMicros: null }, mentions: [] },
}
