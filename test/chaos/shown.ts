import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { buttonsIn } from './stimuli.ts'
import { CLICKER } from './workspace.ts'

/** One alert as people see it, e.g. `Chaos12 firing U0BOB`. */
export type ShownAlert = string

export function asShown(alert: { name: string; state: string; ackUser: string | null }): ShownAlert {
  return `${alert.name} ${alert.state} ${alert.ackUser ?? '-'}`
}

/** The alerts in the blocks of a message or modal, one section each. */
export function alertsIn(shown: { blocks?: unknown }): ShownAlert[] {
  const blocks = Array.isArray(shown.blocks) ? (shown.blocks as { text?: { text?: unknown } }[]) : []
  return blocks.flatMap(({ text }) => {
    const words = typeof text?.text === 'string' ? text.text : ''
    const name = /\*(Chaos\d+)\*/.exec(words)?.[1]
    if (name === undefined) return []
    const state = words.startsWith('✅') || words.startsWith(':white_check_mark:') ? 'resolved' : 'firing'
    return [asShown({ name, state, ackUser: /<@(U\w+)>/.exec(words)?.[1] ?? null })]
  })
}

export function hasMore(message: { blocks?: unknown }): boolean {
  return buttonsIn(message.blocks, 'alert:more').length > 0
}

const MOST_PAGES = 200

/** Opens the modal behind "more" as a person and turns every page. */
export async function alertsBehindMore(
  slack: SlackSimulator,
  channel: string,
  ts: string,
): Promise<ShownAlert[]> {
  const person = slack.as(CLICKER)
  for (const { id } of person.views()) await person.close(id)
  const message = slack.messages(channel).find((posted) => posted.ts === ts)
  const [more] = buttonsIn(message?.blocks, 'alert:more')
  const top = () => person.views().at(-1)
  await changed(top, () => person.click({ channel, ts, action_id: more?.action_id ?? '' }))
  const seen: ShownAlert[] = []
  for (let page = 0; page < MOST_PAGES; page++) {
    const view = top()
    seen.push(...alertsIn(view ?? {}))
    const next = buttonsIn(view?.blocks, 'alert:page').find(
      ({ value }) => Number(value.split(':').at(-1)) === page + 1,
    )
    if (!view || !next) return seen
    await changed(top, () => person.click({ view_id: view.id, action_id: next.action_id }))
  }
  throw new Error('the modal never ends')
}

/** Acts until what is seen is another: the bot may be slow, never wrong. */
async function changed(look: () => unknown, act: () => Promise<unknown>): Promise<void> {
  const was = JSON.stringify(look())
  for (let tries = 0; tries < 5; tries++) {
    await act()
    for (let waits = 0; waits < 100; waits++) {
      if (JSON.stringify(look()) !== was) return
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  throw new Error('a click changed nothing')
}
