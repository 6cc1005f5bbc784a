import type { Button, KnownBlock } from '@slack/types'
import type { BudgetRequest, BudgetStanding } from '../domain/cost/budget.ts'
import type { BudgetList } from '../domain/cost/budget-views.ts'
import type { Message } from '../domain/message.ts'
import { budgetLine } from './budget-line.ts'
import { kindWords, wishWords } from './budget-words.ts'
import { toldByBlocks, toldByWords } from './budget-told-by.ts'
import { packed } from './cost-pack.ts'
import { budgetValue } from './cost-values.ts'
import { fitLines } from './fit.ts'
import { ACTION, numbered } from './ids.ts'
import { actions, button, message, section } from './kit.ts'
import { LIMITS } from './limits.ts'
import { channel, moment, person, plain } from './mrkdwn.ts'
import { plural } from './text.ts'

/** The answer of `/budget`: how each budget stands, what waits, and what can be asked for. */
export function budgetListMessage(list: BudgetList): Message {
  const { standings, waiting } = list
  const head = headWords(list)
  const rows = [
    ...standings.map((standing, index) => [budgetRow(standing, index, list)]),
    ...(waiting.length > 0 ? [[section(waitingWords(waiting))]] : []),
  ]
  const buttons = listButtons(list)
  const foot: KnownBlock[] = [
    ...toldByBlocks(list.toldBy),
    ...(buttons.length > 0 ? [actions(...buttons)] : []),
  ]
  const lines = [
    head,
    ...standings.slice(0, 25).map((one) => budgetLine(one)),
    waitingWords(waiting),
    toldByWords(list.toldBy),
  ]
  const rest = '… and more budgets: `/budget` with the name of a team or project shows its own'
  return message(
    fitLines(
      lines.filter((line) => line !== ''),
      LIMITS.messageText,
    ),
    packed([section(head)], rows, foot, rest),
  )
}

function headWords({ standings, more = 0, mayset, askable, named = null }: BudgetList): string {
  const unknown =
    mayset === null
      ? '\n⚠️ Slack cannot say at the moment whether you may set budgets. Try again in a minute.'
      : ''
  const fullest =
    more > 0 ? `; the ${standings.length} fullest are here, the name of a team or project shows others` : ''
  if (standings.length > 0)
    return `*${plural(standings.length + more, 'budget')}* this month${fullest}${unknown}`
  const none = named === null ? 'There are no budgets yet.' : `${plain(named, 80)} has no budget yet.`
  const next = mayset
    ? `*Set…* makes ${named === null ? 'the first ' : ''}one.`
    : askable.length > 0
      ? '*Ask…* asks for one; the finance group can set them.'
      : 'The finance group can set them.'
  return `${none} ${next}${unknown}`
}

function budgetRow(standing: BudgetStanding, index: number, { askable, mayset }: BudgetList): KnownBlock {
  const { id, name } = standing.budget
  const value = budgetValue(id)
  const line = budgetLine(standing)
  if (mayset)
    return section(
      line,
      button({
        text: 'Set…',
        actionId: numbered(ACTION.setBudget, index),
        value,
        label: `Set the budget: ${name}`,
      }),
    )
  if (!askable.some((one) => one.id === id)) return section(line)
  return section(
    line,
    button({
      text: 'Ask for more…',
      actionId: numbered(ACTION.askBudget, index),
      value,
      label: `Ask for more: ${name}`,
    }),
  )
}

const MOST_WAITING = 10

function waitingWords(waiting: readonly BudgetRequest[]): string {
  if (waiting.length === 0) return ''
  const lines = waiting
    .slice(0, MOST_WAITING)
    .map(
      (request) =>
        `• *${plain(request.name, 60)}*${kindWords(request)}: ${wishWords(request)}, asked by ${person(request.requesterId)} ${moment(request.createdAt)}, decided in ${channel(request.channel)}`,
    )
  const left = waiting.length - lines.length
  return [
    `✋ *${plural(waiting.length, 'wish', 'wishes')} for another budget*`,
    ...lines,
    ...(left > 0 ? [`… and ${left} more`] : []),
  ].join('\n')
}

function listButtons({ askable, mayset }: BudgetList): Button[] {
  const ask = {
    text: 'Ask…',
    actionId: ACTION.askBudget,
    value: budgetValue(null),
    label: 'Ask for a budget',
  }
  const set = { text: 'Set…', actionId: ACTION.setBudget, value: budgetValue(null), label: 'Set a budget' }
  return [...(askable.length > 0 ? [button(ask)] : []), ...(mayset ? [button(set)] : [])]
}
