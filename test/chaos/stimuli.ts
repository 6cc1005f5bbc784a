import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import type { Write } from './cells.ts'
import type { Random } from './random.ts'
import type { Sender } from './sender.ts'
import { CLICKER, CROWDED, STANDING, UNOWNED } from './workspace.ts'

export interface Stimuli {
  slack: SlackSimulator
  sender: Sender
  random: Random
}

let opened = 0

/** Does something that makes the bot write in this way. May have to be repeated: faults and kills get in between. */
export const STIMULI: Record<Write, (stimuli: Stimuli) => Promise<void>> = {
  card: ({ sender, random }) => sender.fire(`unowned-${++opened}-${random.below(1000)}`, 1 + random.below(3)),
  notice: ({ sender, random }) => sender.fire(random.pick(STANDING.namespaces), 1 + random.below(2)),
  async edit({ sender, random }) {
    const namespace = random.pick([...STANDING.namespaces, ...CROWDED.namespaces])
    await sender.resolve(namespace, 1 + random.below(2))
    if (random.next() < 0.3) await sender.fire(CROWDED.namespaces[0] ?? '', 1)
  },
  'open a modal': async ({ slack }) => {
    await clickOn(slack, CROWDED.channel, 'alert:more')
  },
  async 'change a modal'({ slack }) {
    const person = slack.as(CLICKER)
    for (const { id } of person.views()) await person.close(id)
    await clickOn(slack, CROWDED.channel, 'alert:more')
    const view = await waitFor(() => person.views().at(-1))
    if (view)
      await person.click({ view_id: view.id, action_id: buttonIn(view, 'alert:page')?.action_id ?? '' })
  },
  'answer a click': async ({ slack, random }) => {
    await clickOn(
      slack,
      random.pick([STANDING.channel, CROWDED.channel, UNOWNED]),
      'alert:acknowledge',
      random,
    )
  },
}

export interface ButtonSeen {
  action_id: string
  value: string
}

/** Buttons of a message or view by the beginning of their action id. */
export function buttonsIn(shown: unknown, prefix: string): ButtonSeen[] {
  if (Array.isArray(shown)) return shown.flatMap((part) => buttonsIn(part, prefix))
  if (typeof shown !== 'object' || shown === null) return []
  const part = shown as { action_id?: unknown; value?: unknown }
  if (typeof part.action_id === 'string' && part.action_id.startsWith(prefix)) {
    return [{ action_id: part.action_id, value: typeof part.value === 'string' ? part.value : '' }]
  }
  return Object.values(shown).flatMap((inner) => buttonsIn(inner, prefix))
}

const buttonIn = (shown: unknown, prefix: string) => buttonsIn(shown, prefix)[0]

async function clickOn(
  slack: SlackSimulator,
  channel: string,
  prefix: string,
  random?: Random,
): Promise<void> {
  const clickable = slack
    .messages(channel)
    .flatMap((message) =>
      buttonsIn(message.blocks, prefix).map(({ action_id }) => ({ ts: String(message.ts), action_id })),
    )
  const choice = random ? clickable[random.below(clickable.length)] : clickable[0]
  if (choice) await slack.as(CLICKER).click({ channel, ...choice })
}

async function waitFor<T>(look: () => T | undefined): Promise<T | undefined> {
  for (let tries = 0; tries < 40; tries++) {
    const seen = look()
    if (seen) return seen
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return undefined
}
