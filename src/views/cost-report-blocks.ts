import type { ActionsBlock, Button, StaticSelect } from '@slack/types'
import type { CostReport, Part, PeriodWord } from '../domain/cost/report.ts'
import { scopeKey, type CostScope } from '../domain/cost/scope.ts'
import { costButtons, type CostButton } from './cost-buttons.ts'
import { partWords } from './cost-part-words.ts'
import { periodName } from './cost-period-words.ts'
import { costValue } from './cost-values.ts'
import { ACTION } from './ids.ts'
import { select } from './kit-inputs.ts'
import { button } from './kit.ts'

const PERIODS: PeriodWord[] = ['today', '7d', 'month', 'last-month']
const MOST_PARTS = 3

interface Look {
  text: string
  scope: CostScope
}

/** Where to look next: parts, the whole, other times, every line as a file. */
export function lookButtons(report: CostReport): ActionsBlock[] {
  const { scope, period } = report
  const above = upwards(report)
  const parts = partsOf(report).filter(
    (part) => !above.some((one) => scopeKey(one.scope) === scopeKey(part.scope)),
  )
  const looks = [...above, ...parts.slice(0, MOST_PARTS)].map(({ text, scope: of }): CostButton => ({
    text,
    scope: of,
    word: period.word,
    label: `Cost of ${text}`,
  }))
  const times = PERIODS.filter((word) => word !== period.word).map((word): CostButton => {
    const name = periodName(word)
    return { text: name.charAt(0).toUpperCase() + name.slice(1), scope, word, label: `Cost of ${name}` }
  })
  return [...row(costButtons(looks)), ...row([...costButtons(times, looks.length), ...csvButton(report)])]
}

/** A menu of what can be looked into, in at most `room` units of JSON. */
export function lookMenu(report: CostReport, room: number): ActionsBlock[] {
  const all = partsOf(report).flatMap(({ text, scope }) => {
    const value = costValue(scope, report.period.word)
    return value === null ? [] : [{ text: `${KIND[scope.kind]} ${text}`, value }]
  })
  for (let count = all.length; count > 0; count = Math.floor(count * 0.9)) {
    const [menu] = row(drawn(all.slice(0, count)))
    if (menu && JSON.stringify(menu).length <= room) return [menu]
  }
  return []
}

const KIND: Record<CostScope['kind'], string> = { company: '', team: 'Team', project: 'Project' }

function drawn(options: { text: string; value: string }[]): StaticSelect[] {
  const menu = select({ actionId: ACTION.pickCost, options, chosen: null, placeholder: 'Look into…' })
  return menu === null ? [] : [menu]
}

/** What can be looked into, each once, the largest of the main currency first; then what `shared` is made of. */
function partsOf({ currencies, scope, shared = [] }: CostReport): Look[] {
  const shares = currencies.flatMap(({ breakdowns }) => breakdowns.flatMap((breakdown) => breakdown.shares))
  const parts = [
    ...shares.map(({ part }) => part),
    ...shared.map((project): Part => ({ is: 'project', project })),
  ]
  const found = new Map<string, Look>()
  for (const part of parts) {
    const of = scopeOf(part)
    if (of === null || scopeKey(of) === scopeKey(scope) || found.has(scopeKey(of))) continue
    found.set(scopeKey(of), { text: partWords(part), scope: of })
  }
  return [...found.values()]
}

function scopeOf(part: Part): CostScope | null {
  if (part.is === 'team') return { kind: 'team', teamId: part.teamId }
  return part.is === 'project' && part.project !== '' ? { kind: 'project', project: part.project } : null
}

function upwards({ scope, owner }: CostReport): Look[] {
  if (scope.kind === 'company') return []
  const team: Look[] = owner
    ? [{ text: `↑ ${owner.name}`, scope: { kind: 'team', teamId: owner.teamId } }]
    : []
  return [...team, { text: '↑ The whole company', scope: { kind: 'company' } }]
}

function csvButton({ scope, period, name }: CostReport): Button[] {
  const value = costValue(scope, period.word)
  const spec = { text: 'CSV', actionId: ACTION.exportCost, label: `Every line as a file: ${name}` }
  return value === null ? [] : [button({ ...spec, value })]
}

function row(elements: ActionsBlock['elements']): ActionsBlock[] {
  return elements.length === 0 ? [] : [{ type: 'actions', elements }]
}
