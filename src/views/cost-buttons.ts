import type { Button } from '@slack/types'
import type { PeriodWord } from '../domain/cost/report.ts'
import type { CostScope } from '../domain/cost/scope.ts'
import { costValue } from './cost-values.ts'
import { ACTION, numbered } from './ids.ts'
import { button } from './kit.ts'

export interface CostButton {
  text: string
  scope: CostScope
  word: PeriodWord
  /** Read aloud instead of `text`. */
  label: string
}

/** Buttons that show figures, numbered from `first` on; those whose name is too long for one are left out. */
export function costButtons(specs: readonly CostButton[], first = 0): Button[] {
  return specs.flatMap(({ text, scope, word, label }, index) => {
    const value = costValue(scope, word)
    const actionId = numbered(ACTION.showCost, first + index)
    return value === null ? [] : [button({ text, actionId, value, label })]
  })
}
