import { afterEach, beforeEach, expect, test } from 'vitest'
import { saidIn } from '../harness/budget-steps.ts'
import { startCostApp, USUAL_KR, type CostApp } from '../harness/cost-app.ts'
import {
  booked,
  collected,
  DAY,
  dollars,
  HOUR,
  thisHour,
  toDigestOf,
  toNextDigest,
} from '../harness/cost-steps.ts'
import type { Booked } from '../harness/opencost-books.ts'

let bot: CostApp
beforeEach(async () => {
  bot = await startCostApp()
  await collected(bot)
})
afterEach(() => bot.stop())

/** The first day of Seoul of which all hours were there. */
const FIRST = Date.parse('2026-11-08T15:00:00Z')
const isPayments = ({ namespace }: Booked) => namespace === 'payments'
const spent = (until: number) => booked([bot.kr, bot.eu], [FIRST, until], isPayments)
const told = (mark: RegExp) => saidIn(bot, 'payments', mark).length

/** As finance sets it. */
async function budgetOf(monthlyMicros: number, version = 0): Promise<void> {
  const scope = { kind: 'team' as const, teamId: 'payments' }
  await bot.app.store.transaction(async (tx) => {
    const by = { setBy: 'U0CAROL', setAt: bot.now(), version }
    await tx.budgets.save({
      id: 'team:payments',
      scope,
      name: 'Payments',
      currency: 'USD',
      monthlyMicros,
      ...by,
    })
  })
}

/** Figures of the hour that goes on are in, and budgets were looked at. */
async function nextHour(rows?: Booked[]): Promise<void> {
  if (rows) bot.kr.write(thisHour(bot), [...rows, ...USUAL_KR])
  await toNextDigest(bot)
}

const surge: Booked = { namespace: 'payments', controller: 'surge', cpuCost: 700 }

test('a threshold that is crossed is told once in the team’s channel, whatever restarts and whatever is restated', async () => {
  const next = thisHour(bot)
  const monthly = Math.floor(spent(next + HOUR) / 800_000) * 1_000_000
  await budgetOf(monthly)
  await nextHour()
  expect(told(/has reached \*80 %\*/)).toBe(1)
  const [words = ''] = saidIn(bot, 'payments', /has reached \*80 %\*/)
  expect(words).toContain(`${dollars(spent(next + HOUR))} of ${dollars(monthly)} · heads for`)
  expect(words).toMatch(/OpenCost prod-kr, prod-eu · list prices · until 18 Nov 13:00 · read /)
  await nextHour([surge])
  expect(told(/is \*used up\*/)).toBe(1)
  // The hour is corrected downwards, then the next one is as dear.
  bot.kr.write(next + HOUR, USUAL_KR)
  await nextHour()
  await nextHour([surge])
  await bot.restart()
  await nextHour()
  expect(told(/has reached \*80 %\*/)).toBe(1)
  expect(told(/is \*used up\*/)).toBe(1)
})

test('a jump over several thresholds is one piece of news', async () => {
  await budgetOf(spent(thisHour(bot)) * 2)
  await nextHour([{ ...surge, cpuCost: 3000 }])
  expect(told(/is \*used up\*/)).toBe(1)
  expect(told(/has reached/)).toBe(0)
})

test('a month that heads over its budget is told once, with what it heads for, another budget is looked at anew', async () => {
  await budgetOf(3_000_000_000)
  await nextHour()
  await nextHour()
  const heads = saidIn(bot, 'payments', /\*will not last the month\*/)
  expect(heads).toHaveLength(1)
  expect(heads[0]).toMatch(/heads for \$3,\d{3} to \$3,\d{3}/)
  await budgetOf(3_100_000_000, 1)
  await nextHour()
  expect(told(/\*will not last the month\*/)).toBe(2)
})

test('a new month begins anew', async () => {
  await budgetOf(1_000_000_000)
  await nextHour()
  expect(told(/is \*used up\*/)).toBe(1)
  await toDigestOf(bot, Date.parse('2026-12-07T03:00:00Z'))
  await nextHour([surge, surge, surge])
  await toDigestOf(bot, thisHour(bot) + DAY)
  await nextHour()
  expect(told(/is \*used up\*/)).toBe(2)
})
