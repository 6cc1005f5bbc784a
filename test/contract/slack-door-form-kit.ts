import { expect } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import type { SlashCommand, Submission } from '../../src/commands/door.ts'
import type { SlackDoor } from '../../src/commands/slack/slack-door.ts'
import type { Modal } from '../../src/domain/message.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { modal, section } from '../../src/views/kit.ts'
import { startTestSlack } from '../harness/simulator.ts'
import { freePort, startDoor, type DoorOptions } from '../harness/slack-door.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })

/** A form with a text, boxes and a searchable picker. */
export const form: Modal = {
  type: 'modal',
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Send'),
  private_metadata: 'carried',
  blocks: [
    {
      type: 'input',
      block_id: 'note',
      label: plain('Note'),
      element: { type: 'plain_text_input', action_id: 'text' },
    },
    {
      type: 'input',
      block_id: 'boxes',
      optional: true,
      label: plain('Boxes'),
      element: {
        type: 'checkboxes',
        action_id: 'ticked',
        options: ['a', 'b'].map((value) => ({ text: plain(value), value })),
      },
    },
    {
      type: 'input',
      block_id: 'project',
      optional: true,
      dispatch_action: true,
      label: plain('Project'),
      element: { type: 'external_select', action_id: 'toy:project', min_query_length: 0 },
    },
  ],
}

const opening: SlashCommand = {
  name: '/alerts',
  summary: '',
  usage: '',
  examples: [],
  async run({ triggerId }, answers) {
    await answers.openModal(triggerId, form)
    return null
  },
}

export const handing = (run: Submission['run']): Submission => ({ callbackId: 'form', run })
export const words = (text: string) =>
  modal({ title: 'Words', callbackId: 'words', privateMetadata: '', blocks: [section(text)] })

export interface OpenForm {
  slack: SlackSimulator
  store: TestStore
  door: SlackDoor
  bob: ReturnType<SlackSimulator['as']>
  /** Of the form. */
  viewId: string
  /** In HTTP mode. */
  requestUrl: string
  /** The top modal as text. */
  shown(): string
  stop(): Promise<void>
}

/** The real door on a simulated Slack, with the form opened by a command. `speed`: of the door's time. */
export async function openForm(
  options: Partial<DoorOptions>,
  { mode = 'socket', speed = 1 }: { mode?: 'socket' | 'http'; speed?: number } = {},
): Promise<OpenForm> {
  const port = await freePort()
  const requestUrl = `http://127.0.0.1:${port}/slack/events`
  const signedHttp = { requestUrl, signingSecret: 'a-signing-secret' }
  const slack = await startTestSlack(mode === 'http' ? { signedHttp } : {})
  const store = await openTestStore()
  const clock = createSystemClock(speed, Date.now())
  const given = { slack, store: store.store, mode, port, clock, commands: [opening] }
  const door = await startDoor({ ...given, ...options })
  const bob = slack.as('U0BOB')
  const typed = await bob.command({ channel: 'payments', text: '/alerts' })
  expect(typed).toMatchObject({ ok: true })
  expect(typed).not.toHaveProperty('response')
  await expect.poll(() => bob.views()).toHaveLength(1)
  return {
    slack,
    store,
    door,
    bob,
    viewId: bob.views()[0]?.id ?? '',
    requestUrl,
    shown: () => JSON.stringify(bob.views().at(-1) ?? null),
    async stop() {
      await door.stop()
      await slack.stop()
      await store.close()
    },
  }
}
