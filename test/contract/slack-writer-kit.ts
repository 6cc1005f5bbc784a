import { createSpeedClock } from '../../playground/slack/clock.ts'
import type { Card, Notice } from '../../src/domain/card.ts'
import { slackLimits } from '../../src/domain/budget-limits.ts'
import { PRIORITY, type Message, type Priority } from '../../src/domain/message.ts'
import { createSlackMessages } from '../../src/integrations/slack/messages.ts'
import { createSendNotice } from '../../src/jobs/send-notice.ts'
import { createBudget } from '../../src/jobs/sending-budget.ts'
import { createWriterPause } from '../../src/jobs/sending-pause.ts'
import { createWaitingReplies } from '../../src/jobs/sending-threads.ts'
import { createShowCard } from '../../src/jobs/show-card.ts'
import { createWorker } from '../../src/jobs/worker.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { createNewId } from '../../src/lib/id.ts'
import { startTestSlack, type TestSlackOptions } from '../harness/simulator.ts'
import { openTestStore } from '../harness/store.ts'

export const CHANNEL = 'C0PAY'
export const FALLBACK = 'C0UNOWNED'
export const ADMINS = 'C0ADMINS'

export function message(text: string): Message {
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] }
}

/** The writer as it runs in the bot: real store, real worker, simulated Slack, all in the same faster time. */
export async function startWriter({
  speed = 30,
  onNewId = () => {},
  ...slackOptions
}: TestSlackOptions & { speed?: number; onNewId?: () => void } = {}) {
  const base = Date.now()
  const clock = createSystemClock(speed, base)
  const slack = await startTestSlack({ clock: createSpeedClock(speed, base), ...slackOptions })
  const opened = await openTestStore()
  const { store } = opened
  const logs: { fields: object; text: string }[] = []
  const log = (fields: object | string, text?: string) =>
    void logs.push(typeof fields === 'string' ? { fields: {}, text: fields } : { fields, text: text ?? '' })
  const logger = { debug: log, info: log, warn: log, error: log }
  const content = new Map<string, Message | null>()
  const makeId = createNewId(clock.now)
  const newId = () => {
    onNewId()
    return makeId()
  }
  const deps = {
    store,
    messages: createSlackMessages({ botToken: slack.botToken, apiUrl: slack.apiUrl, clock, logger }),
    budget: createBudget(clock, slackLimits({ postsPerMinute: 300 })),
    pause: createWriterPause(),
    waitingReplies: createWaitingReplies(),
    clock,
    newId,
    logger,
    fallbackChannel: FALLBACK,
    adminChannel: ADMINS,
  }
  const told = (payload: Record<string, unknown>) =>
    Promise.resolve(message(typeof payload.text === 'string' ? payload.text : JSON.stringify(payload)))
  const start = () => {
    const jobs = [
      createShowCard({
        ...deps,
        render: {
          'alert-thread': (_reads, subject) => Promise.resolve(content.get(subject) ?? null),
          deploy: () => Promise.resolve(null),
          'resource-change': () => Promise.resolve(null),
          'budget-request': () => Promise.resolve(null),
        },
      }),
      createSendNotice({
        ...deps,
        render: {
          'alerts-joined': (_reads, payload) => told(payload),
          digest: (_reads, payload) => told(payload),
          admin: (_reads, payload) => told(payload),
          deploy: (_reads, payload) => told(payload),
          lock: (_reads, payload) => told(payload),
          'resource-change': (_reads, payload) => told(payload),
          'cost-digest': (_reads, payload) => told(payload),
          'cost-edition': (_reads, payload) => told(payload),
          'cost-file': (_reads, payload) => told(payload),
          budget: (_reads, payload) => told(payload),
        },
      }),
    ]
    const worker = createWorker({ store, jobs, clock, newId, logger })
    worker.start()
    return worker
  }
  let worker = start()
  return {
    slack,
    store,
    clock,
    logs,
    pause: deps.pause,
    async show(subject: string, text: string, channel = CHANNEL, priority: Priority = PRIORITY.normal) {
      content.set(subject, message(text))
      const id = `alert-thread:${subject}`
      const card = { id, kind: 'alert-thread' as const, subject, channel, priority, dueAt: clock.now() }
      await store.transaction((tx) => tx.cards.want(card))
    },
    async tell(key: string, text: string, notice: Partial<Notice> & { dueInMs?: number } = {}) {
      const now = clock.now()
      const { kind = 'alerts-joined' as const, channel = CHANNEL, threadCardId = null, dueInMs = 0 } = notice
      const row = { key, kind, payload: { text }, channel, threadCardId, priority: PRIORITY.normal }
      await store.transaction((tx) => tx.notices.add({ ...row, createdAt: now, dueAt: now + dueInMs }))
    },
    card: (subject: string) =>
      store.read((reads) => reads.cards.get(`alert-thread:${subject}`)) as Promise<Card>,
    notice: (key: string) => store.read((reads) => reads.notices.get(key)) as Promise<Notice>,
    /** What stands in a channel, by text. */
    texts: (channel = CHANNEL) => slack.messages(channel).map((posted) => String(posted.text)),
    /** Resolves when the check holds; fails after `ms` of real time. */
    async until(check: () => boolean | Promise<boolean>, ms = 30_000) {
      const end = Date.now() + ms
      while (!(await check())) {
        if (Date.now() > end) throw new Error(`it did not come to that within ${ms} ms: ${check.toString()}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    async restart() {
      await worker.stop()
      worker = start()
    },
    async stop() {
      await worker.stop()
      await opened.close()
      await slack.stop()
    },
  }
}

export type TestWriter = Awaited<ReturnType<typeof startWriter>>
