import fc from 'fast-check'
import type { BudgetStanding } from '../../src/domain/cost/budget.ts'
import { anyText } from './any-text.ts'
import { givenBudget } from './given-budget-views.ts'

const micros = fc.oneof(fc.integer({ min: -1e15, max: 1e15 }), fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER))

/** A budget whose every name is any text. */
export const anyStanding: fc.Arbitrary<BudgetStanding> = fc
  .record({
    text: anyText,
    currency: anyText,
    month: fc.oneof(fc.constant('2026-11'), anyText),
    monthlyMicros: micros,
    spentMicros: micros,
    percent: fc.oneof(fc.integer(), fc.constant(Number.POSITIVE_INFINITY)),
    forecast: fc.option(fc.record({ micros, low: micros, high: micros })),
    isDissolved: fc.boolean(),
    elsewhere: fc.dictionary(
      anyText.map((name) => name.slice(0, 200)),
      micros,
      { maxKeys: 6 },
    ),
  })
  .map(({ text, currency, monthlyMicros, ...standing }) => ({
    ...standing,
    budget: givenBudget({ id: text, name: text, currency, monthlyMicros }),
  }))
