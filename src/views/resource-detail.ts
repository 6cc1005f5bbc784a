import type { Button, KnownBlock } from '@slack/types'
import type { Message } from '../domain/message.ts'
import type { Change } from '../domain/resources/change.ts'
import { isStuck } from '../domain/resources/in-the-way.ts'
import { isOver } from '../domain/resources/resource.ts'
import type { ResourceDetail } from '../domain/resources/resource-views.ts'
import { teamName } from './deploy-team.ts'
import { fit, fitLines } from './fit.ts'
import { ACTION, buttonValue } from './ids.ts'
import { actions, button, columns, context, header, linkButton, message, section } from './kit.ts'
import { LIMITS } from './limits.ts'
import { code, moment, person, plain } from './mrkdwn.ts'
import { priceWords } from './price-words.ts'
import { refusalWords } from './refusals.ts'
import { connectionWords } from './resource-connection.ts'
import { historyLine } from './resource-history.ts'
import { isLost, liveTexts } from './resource-live.ts'
import { changeChip, resourceChip } from './resource-state-words.ts'
import { resourceName, resourcePlace, VERB } from './resource-words.ts'

const MOST_HISTORY = 6
const LOST = { mark: '🔴', word: 'gone from AWS' }

/** All that is known of one resource: how it is, how to reach it, what happened to it, what can be done. */
export function resourceDetailMessage(detail: ResourceDetail): Message {
  const { resource } = detail
  const head: KnownBlock[] = [header(resource.name), section(headLines(detail).join('\n'))]
  const foot = footBlocks(detail)
  const body: KnownBlock[] = [
    ...connectionTexts(detail).map((text) => section(text)),
    ...liveTexts(detail).map((text) => section(text)),
    ...historyBlocks(detail),
    ...columns(detail.settings.map(({ label, value }) => `*${plain(label, 60)}*\n${plain(value, 300)}`)),
  ]
  const rows = body.map((block) => [block])
  const rest = context('… and more, which does not fit here')
  const count = fit(rows, { besides: [...head, ...foot, rest], maxRows: rows.length })
  const cut = count < rows.length ? [rest] : []
  return message(fallback(detail), [...head, ...body.slice(0, count), ...cut, ...foot])
}

function headLines(detail: ResourceDetail): string[] {
  const { resource, summary, change, team } = detail
  const { mark, word } = isLost(detail) ? LOST : resourceChip(resource, change)
  return [
    `${mark} *${upperFirst(word)}* · ${plain(summary === '' ? 'not known' : summary, 160)}`,
    ...(isOver(resource) ? [] : [`💰 ${priceWords(resource.price)}`]),
    `${resourcePlace(resource)} · ${teamName(team)}`,
    `asked by ${person(resource.requesterId)} ${moment(resource.createdAt)}${readyWords(resource)}`,
    ...(resource.arn === null ? [] : [code(resource.arn, 200)]),
  ]
}

function readyWords({ readyAt, endedAt }: ResourceDetail['resource']): string {
  const ready = readyAt === null ? '' : ` · ready since ${moment(readyAt)}`
  return endedAt === null ? ready : ` · over since ${moment(endedAt)}`
}

function connectionTexts(detail: ResourceDetail): string[] {
  const { resource, howToConnect } = detail
  if (resource.connection === null || isOver(resource) || isLost(detail)) return []
  return connectionWords(resource.connection, howToConnect)
}

function historyBlocks({ history, fields }: ResourceDetail): KnownBlock[] {
  if (history.length === 0) return []
  const lines = history.slice(0, MOST_HISTORY).map((entry) => historyLine(entry, fields))
  const rest = history.length - lines.length
  const more = rest > 0 ? [`… and ${rest} older`] : []
  return [section(fitLines(['*History*', ...lines, ...more], LIMITS.sectionText))]
}

/** Slack has no buttons that are switched off: where one is missing, it says why. */
function footBlocks(detail: ResourceDetail): KnownBlock[] {
  const { resource, dashboard } = detail
  const no = whyNot(detail)
  const link =
    dashboard === null || resource.readyAt === null || isOver(resource)
      ? null
      : linkButton({ text: 'Dashboard', actionId: ACTION.link, address: dashboard })
  const buttons = [...changeButtons(detail), ...(link ? [link] : [])]
  return [...(no === '' ? [] : [context(no)]), ...(buttons.length > 0 ? [actions(...buttons)] : [])]
}

function whyNot({ resource, change, mayChange }: ResourceDetail): string {
  if (isOver(resource)) return ''
  if (mayChange !== null) return `🔒 ${refusalWords(mayChange)}`
  if (isStuck(change)) {
    return '✋ A modification of it stands still. *Try again* on its card goes on with it; *Delete…* gives it up and deletes all of this.'
  }
  if (change !== null) {
    const { word } = changeChip(change)
    const cancel = isToCancel(change) ? ', and *Cancel* there takes it back' : ''
    return `🔒 *${VERB[change.verb]}* has not ended yet (${word.toLowerCase()}); its card tells more${cancel}. One change at a time: then it can be modified and deleted here.`
  }
  return ''
}

/** What is not in service yet is not deleted. */
function isToCancel({ verb, state, cancelled }: Change): boolean {
  return verb === 'create' && state !== 'undoing' && cancelled === null
}

function changeButtons(detail: ResourceDetail): Button[] {
  const { resource, change, mayChange } = detail
  if (isOver(resource) || mayChange !== null || (change !== null && !isStuck(change))) return []
  const of = (text: string, actionId: string, style?: 'danger') =>
    button({
      text,
      actionId,
      value: buttonValue(resource.id),
      label: `${text} ${resource.name}`,
      ...(style ? { style } : {}),
    })
  const remove = of('Delete…', ACTION.deleteResource, 'danger')
  return change === null ? [of('Modify…', ACTION.modifyResource), remove] : [remove]
}

function fallback(detail: ResourceDetail): string {
  const lines = [
    resourceName(detail.resource),
    ...headLines(detail),
    ...connectionTexts(detail).slice(0, 1),
    ...liveTexts(detail).map((text) => text.replaceAll('```', '')),
    ...detail.history.slice(0, 3).map((entry) => historyLine(entry, detail.fields)),
  ]
  return fitLines(lines, LIMITS.messageText)
}

function upperFirst(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
