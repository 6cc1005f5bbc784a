import type { KnownBlock } from '@slack/types'
import type { Message } from '../domain/message.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import { KINDS } from '../domain/resources/kinds.ts'
import { failureBlock, failureSentence, troubleLine } from './cloud-failure-words.ts'
import { fit, fitLines } from './fit.ts'
import { actions, context, header, message, section } from './kit.ts'
import { LIMITS } from './limits.ts'
import { plain } from './mrkdwn.ts'
import { changeButtons } from './resource-buttons.ts'
import { connectionWords } from './resource-connection.ts'
import { yesLine } from './resource-deletion-words.ts'
import { approvalLine, askedLine, priceLine, waitingApproval, whatLine } from './resource-facts.ts'
import { partRows } from './resource-parts.ts'
import { begunAt } from './resource-progress-words.ts'
import { residueWords } from './resource-residue.ts'
import { stateLine } from './resource-state-words.ts'
import { changeName, changeTitle, markOf } from './resource-words.ts'

const MOST_LEFT = 15
const LONGEST_ROWS = 2_000
const MINUTE_MS = 60_000

/** The card of one change of a resource: what, for how much, how far, what is wrong and what can be done. */
export function changeCard(given: ChangeView & { problem?: string | null }): Message {
  const view = atWholeMinute(given)
  const head: KnownBlock[] = [
    header(`${markOf(view.change)}${changeTitle(view)}`),
    section(joined([stateLine(view), whatLine(view), priceLine(view)])),
    context(askedLine(view)),
  ]
  const foot: KnownBlock[] = [actions(...changeButtons(view))]
  if (view.problem)
    foot.push(
      context(
        `⚠️ Slack had trouble with this card (${plain(view.problem, 300)}). The admins of the bot are told.`,
      ),
    )
  const body = bodyBlocks(view)
  const rows = body.map((block) => [block])
  const rest = context('… and more, which does not fit here')
  const count = fit(rows, { besides: [...head, ...foot, rest], maxRows: rows.length })
  const cut = count < rows.length ? [rest] : []
  return message(fallback(view), [...head, ...body.slice(0, count), ...cut, ...foot])
}

/** So that everything which counts time moves together, and the card is edited once a minute at most. */
function atWholeMinute<View extends ChangeView>(view: View): View {
  const begun = begunAt(view.change)
  if (begun === null) return view
  return { ...view, now: begun + Math.floor((view.now - begun) / MINUTE_MS) * MINUTE_MS }
}

function bodyBlocks(view: ChangeView): KnownBlock[] {
  const texts = [
    joined([yesWanted(view), approvalLine(view)]),
    failureText(view),
    troubleText(view),
    ...readyTexts(view),
    fitLines(partRows(view), LONGEST_ROWS),
    residueWords(view.change, MOST_LEFT),
  ]
  return texts.filter((text) => text !== '').map((text) => section(text))
}

function joined(lines: string[]): string {
  return lines.filter((line) => line !== '').join('\n')
}

/** For who decides, as long as nobody has. */
function yesWanted(view: ChangeView): string {
  return waitingApproval(view) === null ? '' : yesLine(view.change)
}

/** Who cancelled it knows why it turned back. */
function failureText({ change: { failure, state } }: ChangeView): string {
  const isTold = failure !== null && state !== 'succeeded' && failure.code !== 'cancelled'
  return isTold ? failureBlock(failure, { message: 500 }) : ''
}

function troubleText({ change: { trouble, state } }: ChangeView): string {
  const isAtWork = state === 'running' || state === 'undoing'
  return trouble !== null && isAtWork ? troubleLine(trouble) : ''
}

/** Only while it is true: a card stands long after what it made is gone. */
function readyTexts({ resource, change }: ChangeView): string[] {
  const isReady = change.state === 'succeeded' && change.verb !== 'delete' && resource.state !== 'deleted'
  if (!isReady || resource.connection === null) return []
  return connectionWords(resource.connection, KINDS[resource.kind].howToConnect(resource.connection))
}

/** Everything that matters, without blocks: for notifications and screen readers. */
function fallback(view: ChangeView): string {
  const { change } = view
  const lines = [
    `${markOf(change)}${changeName(view)} · ${stateLine(view)}`,
    whatLine(view),
    priceLine(view),
    askedLine(view),
    yesWanted(view),
    approvalLine(view),
    failureText(view) === '' || change.failure === null ? '' : failureSentence(change.failure),
    troubleText(view),
    ...readyTexts(view).slice(0, 1),
    ...partRows(view),
    residueWords(change, 3),
  ]
  return fitLines(
    lines.filter((line) => line !== ''),
    LIMITS.messageText,
  )
}
