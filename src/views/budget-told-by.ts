import type { KnownBlock } from '@slack/types'
import type { ToldBy } from '../domain/cost/budget-views.ts'
import { sourcesFoot } from './cost-source-words.ts'
import { context } from './kit.ts'

/** Below the figures of budgets: their sources, prices and times; empty where there is nothing to tell. */
export function toldByBlocks(toldBy: ToldBy | undefined): KnownBlock[] {
  const words = toldByWords(toldBy)
  return words === '' ? [] : [context(words)]
}

export function toldByWords(toldBy: ToldBy | undefined): string {
  if (toldBy === undefined || toldBy.sources.length === 0) return ''
  return sourcesFoot(toldBy)
}
