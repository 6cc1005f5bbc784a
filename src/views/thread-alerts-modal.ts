import type { Button, KnownBlock } from '@slack/types'
import type { CurrentAlert } from '../domain/current-alerts.ts'
import type { Modal } from '../domain/message.ts'
import type { AlertThread } from '../domain/thread.ts'
import { tellingLabels } from './alert-labels.ts'
import { alertRow } from './alert-row.ts'
import { placeWords, stateWords } from './alert-words.ts'
import { ACTION, buttonValue, CALLBACK, numbered } from './ids.ts'
import { actions, button, context, divider, modal, section } from './kit.ts'

const PAGE_SIZE = 10

export interface ThreadAlertsView {
  thread: AlertThread
  /** Every alert of the thread, in order. */
  alerts: CurrentAlert[]
  /** From 0; beyond the last page the last one is shown. */
  page: number
  /** What the last click did, in words made by views. */
  outcome?: string
}

/** Every alert of one thread, ten to a page. */
export function threadAlertsModal(view: ThreadAlertsView): Modal {
  const pages = Math.max(1, Math.ceil(view.alerts.length / PAGE_SIZE))
  const page = Math.min(Math.max(0, view.page), pages - 1)
  const from = page * PAGE_SIZE
  const shown = view.alerts.slice(from, from + PAGE_SIZE)
  const labelsOf = tellingLabels(view.alerts)
  const rows = shown.map((alert, index) =>
    alertRow(alert, { detail: 'full', index, labels: labelsOf(alert.episode) }),
  )
  const blocks: KnownBlock[] = [section(`${placeWords(view.thread)}\n*${stateWords(view.alerts)}*`)]
  if (view.outcome) blocks.push(context(view.outcome))
  blocks.push(divider(), ...rows)
  if (pages > 1)
    blocks.push(
      divider(),
      ...pager(view.thread.id, page, pages, { from, shown: shown.length, of: view.alerts.length }),
    )
  return modal({
    title: 'Alerts of this thread',
    callbackId: CALLBACK.threadAlerts,
    privateMetadata: JSON.stringify({ v: 1, threadId: view.thread.id, page }),
    blocks,
  })
}

function pager(
  threadId: string,
  page: number,
  pages: number,
  counts: { from: number; shown: number; of: number },
): KnownBlock[] {
  const turn = (text: string, to: number): Button =>
    button({
      text,
      actionId: numbered(ACTION.page, to),
      value: buttonValue(`${threadId}:${to}`),
      label: `${text} of alerts`,
    })
  const buttons: Button[] = []
  if (page > 0) buttons.push(turn('Previous page', page - 1))
  if (page < pages - 1) buttons.push(turn('Next page', page + 1))
  return [
    context(
      `${counts.from + 1}–${counts.from + counts.shown} of ${counts.of} · page ${page + 1} of ${pages}`,
    ),
    actions(...buttons),
  ]
}
