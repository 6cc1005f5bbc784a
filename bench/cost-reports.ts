import { setTimeout as sleep } from 'node:timers/promises'
import type { CostReport, PeriodWord } from '../src/domain/cost/report.ts'
import type { CostScope } from '../src/domain/cost/scope.ts'
import type { Store } from '../src/domain/store.ts'
import { createCostReport } from '../src/queries/cost-report.ts'
import { quantile, row, type BenchRow } from './bench-row.ts'
import { ASKED_AT, CATALOGUE, POLICY, projectName, SOURCES, teamId } from './cost-company.ts'
import { measure } from './cost-measure.ts'

const P95_MS = 200
const WORDS: PeriodWord[] = ['month', 'last-month', '30d', '7d', '2026-08']
const PERSON = { kind: 'person', userId: 'U0BOB', membership: 'member', isAdmin: false } as const

/** Prime to what there is of them, so that each question is about another one. */
const SCOPES: { what: string; times: number; scope(index: number): CostScope }[] = [
  {
    what: 'a project',
    times: 200,
    scope: (index) => ({ kind: 'project', project: projectName((index * 137) % 2_000) }),
  },
  { what: 'a team', times: 200, scope: (index) => ({ kind: 'team', teamId: teamId(index * 37) }) },
  { what: 'the company', times: 200, scope: () => ({ kind: 'company' }) },
]

/** As soon as `/cost` is answered but for Slack, each period as often as the others. */
export async function reportRows(store: Store): Promise<BenchRow[]> {
  const ask = createAsk(store)
  const rows: BenchRow[] = []
  let longestMs = 0
  for (const { what, times, scope } of SCOPES) {
    const ms: number[] = []
    const { blockedMs } = await measure(async () => {
      for (let index = 0; index < times; index++) {
        const startedAt = performance.now()
        await ask(scope(index), WORDS[index % WORDS.length] ?? 'month')
        ms.push(performance.now() - startedAt)
        await sleep(1)
      }
    })
    longestMs = Math.max(longestMs, blockedMs)
    const p95 = quantile(ms, 0.95)
    // The company's answers are remembered until a source tells something else: what the first of each period took.
    const first = Math.max(...ms.slice(0, WORDS.length))
    rows.push(
      row(`/cost of ${what}: p50`, quantile(ms, 0.5), 'ms'),
      row(`/cost of ${what}: p95`, p95, 'ms', { target: `< ${P95_MS}`, ok: p95 < P95_MS }),
      row(`/cost of ${what}: longest of the first of each period`, first, 'ms'),
    )
  }
  return [...rows, row('/cost: longest event loop delay', longestMs, 'ms')]
}

export function createAsk(store: Store): (scope: CostScope, word: PeriodWord) => Promise<CostReport> {
  const deps = { store, catalogue: CATALOGUE, costPolicy: POLICY, costSources: SOURCES }
  const costReport = createCostReport({ ...deps, now: () => ASKED_AT })
  return async (scope, word) => {
    const report = await costReport({ actor: PERSON, input: { scope, word } })
    if (!report.ok) throw new Error(`asking for a report: ${report.refusal.reason}`)
    return report.value
  }
}
