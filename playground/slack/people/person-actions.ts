import type { Transport } from '../delivery.ts'
import { isTimestamp } from '../ids.ts'
import { addressOf, postMessage } from '../messages.ts'
import type { OpenView } from '../view-stacks.ts'
import { wireMessage } from '../wire-message.ts'
import { wireView } from '../wire-view.ts'
import type { Person } from '../workspace.ts'
import type { World } from '../world.ts'
import { clickInMessage, clickInView, type ClickResult, type ElementChoice } from './clicks.ts'
import { typeCommand, type CommandResult } from './commands.ts'
import { findActor, findJoinedChannel, findPerson, findSeenChannel } from './find.ts'
import type { TypedValues } from './input-checks.ts'
import { channelsOf, markRead, messagesFor, type ChannelGlance } from './reading.ts'
import { searchOptions, type OfferedOptions, type OptionSearch } from './search-options.ts'
import { closeView, submitView, type SubmitResult } from './submissions.ts'
import { asComposed } from './typing.ts'
import { UserError } from './user-error.ts'

export type SeenMessage = Record<string, unknown> & {
  ts: string
  user: string
  text: string
  blocks: Record<string, unknown>[]
  thread_ts?: string
  ephemeral?: boolean
  reply_count?: number
  mentionsMe: boolean
}

export type SeenView = ReturnType<typeof wireView> & { errors: Record<string, string> }

export type ClickTarget = ElementChoice & ({ channel: string; ts: string } | { view_id: string })

/** What one person can do; the same as the user side over HTTP. `channel` is an id or a name. */
export interface PersonActions {
  channels(): ChannelGlance[]
  messages(
    channel: string,
    selection?: { thread_ts?: string | undefined; limit?: number | undefined },
  ): SeenMessage[]
  read(channel: string): void
  post(message: { channel: string; text: string; thread_ts?: string | undefined }): {
    ok: true
    ts: string
    message: object
  }
  command(call: { channel: string; text: string; thread_ts?: string | undefined }): Promise<CommandResult>
  click(target: ClickTarget): Promise<ClickResult>
  views(): SeenView[]
  /** Types into a searchable picker of a modal. */
  options(viewId: string, search: OptionSearch): Promise<OfferedOptions>
  submit(viewId: string, values: TypedValues): Promise<SubmitResult>
  close(viewId: string, options?: { all?: boolean }): Promise<{ ok: true }>
}

export function personActions(world: World, transport: Transport, who: string): PersonActions {
  const { workspace } = world
  const actor = () => findActor(workspace, who)
  const viewer = () => findPerson(workspace, who)
  return {
    channels: () => channelsOf(world, viewer()),
    messages(name, { thread_ts: threadTs, limit } = {}) {
      const channel = findSeenChannel(workspace, viewer(), name)
      return messagesFor(world, viewer(), { channel, threadTs, limit }) as SeenMessage[]
    },
    read: (name) => markRead(world, viewer(), findSeenChannel(workspace, viewer(), name)),
    post({ channel: name, text, thread_ts: threadTs }) {
      const channel = findJoinedChannel(workspace, actor(), name)
      if (!text?.trim()) throw new UserError(400, 'no_text', 'a message needs text')
      if (threadTs && (!isTimestamp(threadTs) || !channel.log.get(threadTs)))
        throw new UserError(404, 'thread_not_found', `there is no message ${threadTs}`)
      const composed = { user: actor().id, text: asComposed(workspace, text), blocks: [], threadTs }
      const message = postMessage(world, channel, composed)
      return { ok: true, ...addressOf(channel, message), message: wireMessage(world, channel, message) }
    },
    async command({ channel: name, text, thread_ts: threadTs }) {
      const channel = findJoinedChannel(workspace, actor(), name)
      if (threadTs) throw new UserError(400, 'not_in_threads', 'slash commands cannot be used in threads')
      return typeCommand(world, transport, { person: actor(), channel, line: text })
    },
    async click(target) {
      const person = actor()
      if ('view_id' in target && target.view_id)
        return clickInView(world, transport, {
          person,
          view: topView(world, person, target.view_id),
          choice: target,
        })
      const { channel: name, ts } = target as { channel: string; ts: string }
      const channel = findSeenChannel(workspace, person, name)
      return clickInMessage(world, transport, { person, channel, ts, choice: target })
    },
    views: () =>
      world.views.of(viewer().id).map((view) => ({ ...wireView(world, view), errors: view.errors })),
    async options(viewId, search) {
      const person = actor()
      return searchOptions(world, transport, { person, view: topView(world, person, viewId), search })
    },
    async submit(viewId, typed) {
      const person = actor()
      return submitView(world, transport, { person, view: topView(world, person, viewId), typed })
    },
    async close(viewId, { all = false } = {}) {
      const person = actor()
      return closeView(world, transport, { person, view: topView(world, person, viewId), all })
    },
  }
}

function topView(world: World, person: Person, viewId: string): OpenView {
  const stack = world.views.of(person.id)
  const view = stack.find((one) => one.id === viewId)
  if (!view) throw new UserError(404, 'view_not_found', `${person.name} has no modal ${viewId} open`)
  if (view !== stack.at(-1)) throw new UserError(409, 'view_covered', 'another modal lies on top of this one')
  return view
}
