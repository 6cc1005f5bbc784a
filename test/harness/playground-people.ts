import type { ClickTarget, SeenMessage, SeenView } from '../../playground/slack/people/person-actions.ts'
import { ACTION } from '../../src/views/ids.ts'
import type { RunningPlayground } from './playground.ts'
import { buttonsOf, wordsOf } from './read-message.ts'
import { elementOf, stateOf } from './resource-form-steps.ts'
import { until } from './until.ts'

export const TEAM_CHANNEL = 'team-payments'
const PATIENCE_MS = 60_000

/** One person of the playground, over HTTP as its page does it. */
export interface PlaygroundPerson {
  /** Types a command, again while nobody answers. */
  type(line: string): Promise<void>
  /** The open modal, once it is as wished. */
  modal(what: string, isSo: (view: SeenView) => boolean): Promise<SeenView>
  choose(target: Extract<ClickTarget, { view_id: string }>): Promise<void>
  submit(view: SeenView, values?: object): Promise<unknown>
  /** Presses a button of the newest message that has it. */
  press(actionId: string): Promise<void>
  /** A message that says so. */
  reads(part: RegExp): Promise<SeenMessage>
  /** One in the thread of another. */
  readsBelow(root: SeenMessage, part: RegExp): Promise<SeenMessage>
}

export function personIn(playground: RunningPlayground, who: string): PlaygroundPerson {
  const at = `/playground/people/${who}`
  const messages = (query = '') =>
    playground.get<SeenMessage[]>(`${at}/channels/${TEAM_CHANNEL}/messages${query}`)
  const reads = async (part: RegExp, query?: string) => {
    const look = async () => (await messages(query)).findLast((one) => part.test(wordsOf(one)))
    return until(`a message that says ${String(part)}`, look, PATIENCE_MS).catch(async (error: Error) => {
      throw new Error(`${error.message}\n${(await messages(query)).map(wordsOf).join('\n\n')}`)
    })
  }
  const done = async (what: string, path: string, body: object) => {
    const isDone = async () => (await playground.post<{ ok: boolean }>(path, body)).ok
    await until(what, isDone, PATIENCE_MS)
  }
  return {
    type: (text) => done(text, `${at}/commands`, { channel: TEAM_CHANNEL, text }),
    modal: (what, isSo) =>
      until(
        what,
        async () => {
          const view = (await playground.get<SeenView[]>(`${at}/views`)).at(-1)
          return view && isSo(view) ? view : null
        },
        PATIENCE_MS,
      ),
    choose: (target) => done(`choosing ${String(target.value)}`, `${at}/click`, target),
    submit: (view, values = {}) => playground.post(`${at}/views/${view.id}/submit`, { values }),
    async press(actionId) {
      const found = await until(
        `a button ${actionId}`,
        async () => (await messages()).findLast((message) => buttonsOf(message, actionId).length > 0),
        PATIENCE_MS,
      )
      const [button] = buttonsOf(found, actionId)
      await done(`pressing ${actionId}`, `${at}/click`, { channel: TEAM_CHANNEL, ts: found.ts, ...button })
    },
    reads: (part) => reads(part),
    readsBelow: ({ ts }, part) => reads(part, `?thread_ts=${ts}`),
  }
}

/** Fills in the form to create something of payments, and hands it in. */
export async function createThere(
  playground: RunningPlayground,
  { who, environment, name }: { who: string; environment: string; name: string },
): Promise<void> {
  const person = personIn(playground, who)
  await person.type('/resource create')
  const form = await person.modal('the form', (view) => elementOf(view, 'project') !== null)
  const search = { action_id: ACTION.pickResourceProject, typed: 'pay' }
  await playground.post(`/playground/people/${who}/views/${form.id}/options`, search)
  await person.choose({ view_id: form.id, action_id: search.action_id, value: 'payments' })
  for (const [block, value] of Object.entries({ environment, name })) {
    const view = await person.modal(`a field ${block}`, (open) => elementOf(open, block) !== null)
    const action = elementOf(view, block) ?? ''
    await person.choose({ view_id: view.id, block_id: block, action_id: action, value })
  }
  const planned = await person.modal('a plan', (view) => Boolean(stateOf(view)?.planHash))
  await person.submit(planned)
}

/** Types the name into the modal that asks for it. */
export async function deleteThere(
  playground: RunningPlayground,
  { who, name }: { who: string; name: string },
): Promise<void> {
  const person = personIn(playground, who)
  await person.type(`/resource ${name}`)
  await person.press(ACTION.deleteResource)
  const view = await person.modal('a modal that asks for the name', ({ blocks }) =>
    JSON.stringify(blocks).includes('typed-name'),
  )
  await person.submit(view, { 'typed-name': { [ACTION.typedName]: name } })
}
