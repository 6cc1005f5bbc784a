import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import type { SentAlert } from './sender.ts'
import { alertsBehindMore, alertsIn, asShown, hasMore } from './shown.ts'
import type { StoredMessage, Truth } from './truth.ts'
import { CHANNELS, COMPANY } from './workspace.ts'

type Posted = Record<string, unknown>

/** Everything that is wrong, in words; empty when all holds. The bot must be running and have nothing left to do. */
export async function faultsOf(slack: SlackSimulator, truth: Truth, sent: SentAlert[]): Promise<string[]> {
  const posted = new Map(CHANNELS.map((channel) => [channel, slack.messages(channel)]))
  return [
    ...truth.deadWork.map((line) => `given up: ${line}`),
    ...accepted(truth, sent),
    ...oncePerRecord(posted, truth),
    ...repliesInTheirThread(posted, truth),
    ...onceAsPeopleSee(posted),
    ...(await alertsOnCards(slack, posted, truth)),
  ]
}

/** What was answered with 2xx is stored, in its last state. */
function accepted(truth: Truth, sent: SentAlert[]): string[] {
  const wanted = sent.map(({ name, namespace, status }) => `${name} ${namespace} ${status}`)
  const stored = truth.alerts.map(({ alertname, namespace, state }) => `${alertname} ${namespace} ${state}`)
  return difference('sent and stored alerts', wanted, stored)
}

/** The bot's messages are exactly those that its records know: none missing, none twice. */
function oncePerRecord(posted: Map<string, Posted[]>, truth: Truth): string[] {
  const standing = [...posted].flatMap(([channel, messages]) =>
    messages
      .filter((message) => message.bot_id !== undefined)
      .map((message) => `${channel} ${String(message.ts)}`),
  )
  const known = [...truth.cards, ...truth.notices].map(({ channel, ts }) => `${channel} ${ts}`)
  return difference('records and messages', known, standing)
}

function repliesInTheirThread(posted: Map<string, Posted[]>, truth: Truth): string[] {
  const cards = new Map(truth.cards.map((card) => [card.id, card]))
  const misplaced = truth.notices.filter((notice: StoredMessage) => {
    if (notice.thread_card_id === null) return false
    const message = posted.get(notice.channel)?.find(({ ts }) => ts === notice.ts)
    return message?.thread_ts !== cards.get(notice.thread_card_id)?.ts
  })
  return misplaced.map(({ id }) => `not in its thread: ${id}`)
}

/** Without looking at the records: one root per namespace and cluster, one digest per channel and hour. */
function onceAsPeopleSee(posted: Map<string, Posted[]>): string[] {
  const problems: string[] = []
  for (const [channel, messages] of posted) {
    const roots = messages.filter(({ ts, thread_ts: thread }) => thread === undefined || thread === ts)
    const headers = roots.map((root) => headerOf(root)).filter((text) => text !== '')
    // The state before the place changes, the place does not.
    const places = channel === COMPANY ? headers : headers.map((text) => text.split(' · ').at(-1) ?? '')
    for (const twice of places.filter((place, index) => places.indexOf(place) !== index)) {
      problems.push(`stands twice in ${channel}: ${twice}`)
    }
  }
  return problems
}

function headerOf(message: Posted): string {
  const [first] = Array.isArray(message.blocks)
    ? (message.blocks as { type?: string; text?: { text?: string } }[])
    : []
  return first?.type === 'header' ? (first.text?.text ?? '') : ''
}

/** The multiset of alerts on each card and behind its "more" button is that of its thread in the store. */
async function alertsOnCards(
  slack: SlackSimulator,
  posted: Map<string, Posted[]>,
  truth: Truth,
): Promise<string[]> {
  const problems: string[] = []
  const byThread = Map.groupBy(truth.alerts, ({ thread_id: thread }) => `alert-thread:${thread}`)
  for (const { id, channel, ts } of truth.cards) {
    const stored = (byThread.get(id) ?? []).map((alert) =>
      asShown({ name: alert.alertname, state: alert.state, ackUser: alert.ack_user }),
    )
    byThread.delete(id)
    const message = posted.get(channel)?.find((candidate) => candidate.ts === ts)
    if (!message) continue
    const onCard = alertsIn(message)
    const isCut = hasMore(message)
    const shown = isCut ? await alertsBehindMore(slack, channel, ts ?? '') : onCard
    problems.push(...difference(`alerts of ${id}`, stored, shown))
    if (isCut)
      problems.push(
        ...onCard.filter((alert) => !shown.includes(alert)).map((alert) => `only on the card: ${alert}`),
      )
  }
  return [...problems, ...[...byThread.keys()].map((id) => `alerts without a card: ${id}`)]
}

/** Multisets. */
function difference(what: string, wanted: string[], seen: string[]): string[] {
  const count = (items: string[]) => Map.groupBy(items, (item) => item)
  const [left, right] = [count(wanted), count(seen)]
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((item) => {
    const [expected, found] = [left.get(item)?.length ?? 0, right.get(item)?.length ?? 0]
    return expected === found ? [] : [`${what}: ${item} is wanted ${expected} times, stands ${found} times`]
  })
}
