import type { InputValues } from './input-values.ts'
import type { EphemeralMessage } from './ephemeral-messages.ts'
import type { StoredMessage } from './message-log.ts'
import type { ResponseUrl } from './response-urls.ts'
import type { OpenView } from './view-stacks.ts'
import type { Channel, Person } from './workspace.ts'
import { wireMessage } from './wire-message.ts'
import { wireView } from './wire-view.ts'
import type { World } from './world.ts'

export function commandPayload(
  world: World,
  call: { person: Person; channel: Channel; command: string; text: string },
): Record<string, unknown> {
  const { person, channel, command, text } = call
  const { team, bot } = world.workspace
  return {
    token: world.credentials.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: bot.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl(world, {
      kind: 'commands',
      userId: person.id,
      channelId: channel.id,
      source: null,
    }),
    trigger_id: world.triggers.issue(person.id),
  }
}

function channelName(channel: Channel): string {
  if (channel.im !== null) return 'directmessage'
  return channel.private ? 'privategroup' : channel.name
}

export function messageActionPayload(
  world: World,
  click: {
    person: Person
    channel: Channel
    message: StoredMessage | EphemeralMessage
    action: object
    values: InputValues
  },
): Record<string, unknown> {
  const { person, channel, message, action, values } = click
  const ephemeral = 'viewer' in message
  const thread = message.threadTs ? { thread_ts: message.threadTs } : {}
  const source = { ts: message.ts, ephemeral }
  return {
    ...interactionPayload(world, 'block_actions', person),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...thread,
    },
    channel: { id: channel.id, name: channelName(channel) },
    ...(ephemeral ? {} : { message: wireMessage(world, channel, message) }),
    state: { values },
    response_url: responseUrl(world, { kind: 'actions', userId: person.id, channelId: channel.id, source }),
    actions: [action],
  }
}

export function viewActionPayload(
  world: World,
  { person, view, action }: { person: Person; view: OpenView; action: object },
): Record<string, unknown> {
  return {
    ...interactionPayload(world, 'block_actions', person),
    container: { type: 'view', view_id: view.id },
    view: wireView(world, view),
    actions: [action],
  }
}

/** Without a trigger: nothing can be opened while somebody types. */
export function suggestionPayload(
  world: World,
  {
    person,
    view,
    ...asked
  }: { person: Person; view: OpenView; action_id: string; block_id: string; value: string },
): Record<string, unknown> {
  const { trigger_id: _none, ...common } = interactionPayload(world, 'block_suggestion', person)
  return {
    ...common,
    container: { type: 'view', view_id: view.id },
    view: wireView(world, view),
    ...asked,
  }
}

export function submissionPayload(world: World, person: Person, view: OpenView): Record<string, unknown> {
  return {
    ...interactionPayload(world, 'view_submission', person),
    view: wireView(world, view),
    response_urls: [],
  }
}

/** Without what was typed, and without a trigger. */
export function closedPayload(
  world: World,
  person: Person,
  { view, cleared }: { view: OpenView; cleared: boolean },
): Record<string, unknown> {
  const { trigger_id: _none, ...common } = interactionPayload(world, 'view_closed', person)
  return { ...common, view: wireView(world, view, {}), is_cleared: cleared }
}

function interactionPayload(world: World, type: string, person: Person): Record<string, unknown> {
  const { team, bot } = world.workspace
  return {
    type,
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    api_app_id: bot.appId,
    token: world.credentials.verificationToken,
    trigger_id: world.triggers.issue(person.id),
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  }
}

const responseUrl = (world: World, grant: ResponseUrl) => world.url + world.responseUrls.issue(grant)
