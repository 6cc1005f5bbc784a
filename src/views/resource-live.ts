import type { CloudEvent } from '../domain/resources/cloud.ts'
import { isStuck } from '../domain/resources/in-the-way.ts'
import type { ResourceDetail } from '../domain/resources/resource-views.ts'
import type { Member } from '../domain/resources/resource-kind.ts'
import type { ResourceState } from '../domain/resources/resource.ts'
import { cloudFailureWords } from './cloud-failure-words.ts'
import { moment, plain, preformatted } from './mrkdwn.ts'
import { plural, oneLine } from './text.ts'

const MOST_MEMBERS = 20
const MOST_EVENTS = 8

const NOT_THERE: readonly ResourceState[] = ['asked', 'deleted', 'not-created']
const GONE: Partial<Record<ResourceState, string>> = {
  creating: ' yet: other parts are made before.',
  modifying: ': somebody deleted it by hand.',
  ready: ': somebody deleted it by hand. *Delete…* removes what is left of it.',
  deleting: ' any more: other parts are still to be removed.',
}

/** Whether the cloud lost what should be there. */
export function isLost({ live, resource: { state } }: ResourceDetail): boolean {
  return live.state === 'gone' && (state === 'ready' || state === 'modifying')
}

/** What the cloud says of it now: status, nodes, events. */
export function liveTexts({ live, change, resource: { state } }: ResourceDetail): string[] {
  switch (live.state) {
    case 'gone':
      return NOT_THERE.includes(state)
        ? []
        : [`⚠️ *AWS does not have it*${GONE[isStuck(change) ? 'ready' : state] ?? '.'}`]
    case 'unknown': {
      if (live.failure === null) return ['_AWS was not asked._']
      const { cause, next } = cloudFailureWords(live.failure)
      const then = live.failure.class === 'retry' ? 'Ask again in a minute' : next
      return [`⚠️ AWS could not be asked how it is now: ${cause}. *Next:* ${then}.`]
    }
    case 'seen':
      return [
        [`*In AWS now:* ${plain(live.status, 60)}`, membersTable(live.members)].join('\n'),
        eventsText(live.events),
      ]
  }
}

/** Nodes in columns; in a code block, which has the one font with columns. */
function membersTable(members: readonly Member[]): string {
  if (members.length === 0) return '_No nodes are told of._'
  const rows = members
    .slice(0, MOST_MEMBERS)
    .map(({ name, role, zone, status }) => [name, role, zone, status].map((cell) => oneLine(cell, 44)))
  const table = [['NODE', 'ROLE', 'ZONE', 'STATUS'], ...rows]
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const rest = members.length - MOST_MEMBERS
  const more = rest > 0 ? `\n… and ${plural(rest, 'more node')}` : ''
  return `${preformatted(lines, { max: 2_600, most: lines.length })}${more}`
}

/** The newest first. */
function eventsText(events: readonly CloudEvent[]): string {
  if (events.length === 0) return '*Events:* none lately'
  const newest = events.toSorted((a, b) => b.at - a.at)
  const lines = newest
    .slice(0, MOST_EVENTS)
    .map(({ at, about, message }) => `• ${moment(at)} · ${plain(about, 60)}: ${plain(message, 200)}`)
  const rest = events.length - lines.length
  const more = rest > 0 ? [`… and ${plural(rest, 'older event')}: the AWS console has them`] : []
  return ['*Events*', ...lines, ...more].join('\n')
}
