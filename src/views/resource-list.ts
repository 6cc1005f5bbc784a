import type { ActionsBlock, KnownBlock } from '@slack/types'
import type { Message } from '../domain/message.ts'
import { KIND_NAMES, KINDS } from '../domain/resources/kinds.ts'
import type { FoundResources, ResourceList, ResourceScope } from '../domain/resources/resource-views.ts'
import { fit } from './fit.ts'
import { ACTION, buttonValue, numbered } from './ids.ts'
import { actions, button, context, message, section } from './kit.ts'
import { code } from './mrkdwn.ts'
import { totalWords } from './price-words.ts'
import { resourceRow, rowLines } from './resource-rows.ts'
import { plural } from './text.ts'

const SCOPES: Record<ResourceScope, { button: string; of: string }> = {
  mine: { button: 'Mine', of: 'that you asked for' },
  team: { button: 'Team', of: 'of your teams' },
  all: { button: 'All', of: 'of everybody' },
}

/** The answer to `/resource` and `/resource list`: what there is, and what it costs together. */
export function resourceListMessage(list: ResourceList): Message {
  const head = headWords(list)
  const buttons = listButtons(list.scope)
  if (list.rows.length === 0) return emptyList(list, buttons)
  const rows = list.rows.map((row, index) => [resourceRow(row, index)])
  const besides = [section(head), buttons, context(''), moreBlock(list, '0'.repeat(40))]
  const count = fit(rows, { besides, maxRows: rows.length })
  const blocks: KnownBlock[] = [section(head), ...rows.slice(0, count).flat()]
  const last = count < rows.length ? list.rows[count - 1]?.resource.id : list.next
  if (last) blocks.push(moreBlock(list, last))
  blocks.push(buttons)
  const lines = list.rows.slice(0, 15).map((row) => rowLines(row).join(' · '))
  return message([head, ...lines].join('\n'), blocks)
}

function headWords({ scope, count, totalMicros, unpriced, unsure }: ResourceList): string {
  const total = totalWords({ micros: totalMicros, unpriced })
  const head = `*${plural(count, 'resource')}* ${SCOPES[scope].of}`
  return `${head}${total === '' ? '' : ` · 💰 *${total}*`}${unsure ? `\n${UNSURE}` : ''}`
}

const UNSURE =
  '⚠️ Slack cannot say at the moment who is in some group, so there may be more. Try again in a minute.'

const NOTHING: Record<ResourceScope, string> = {
  mine: 'You have asked for no resources yet. *Create* makes one in about a quarter of an hour, *Team* shows those of your teams.',
  team: 'Your teams have no resources yet. *Create* makes one in about a quarter of an hour, *All* shows those of everybody.',
  all: 'There are no resources yet. *Create* makes the first one in about a quarter of an hour: no ticket, no console.',
}

function emptyList({ scope, count, unsure }: ResourceList, buttons: ActionsBlock): Message {
  const nothing = count > 0 ? 'That is all of them.' : NOTHING[scope]
  const words = unsure ? `${nothing}\n${UNSURE}` : nothing
  return message(words, [section(words), buttons])
}

function listButtons(shown: ResourceScope | null): ActionsBlock {
  const create = KIND_NAMES.map((kind, index) =>
    button({
      text: KIND_NAMES.length === 1 ? 'Create' : `Create ${KINDS[kind].title}`,
      actionId: KIND_NAMES.length === 1 ? ACTION.createResource : numbered(ACTION.createResource, index),
      value: buttonValue(kind),
      style: 'primary',
      label: `Create ${KINDS[kind].title}`,
    }),
  )
  const scopes = (Object.keys(SCOPES) as ResourceScope[])
    .filter((scope) => scope !== shown)
    .map((scope, index) =>
      button({
        text: SCOPES[scope].button,
        actionId: numbered(ACTION.listResources, index),
        value: buttonValue(scope),
        label: `Show resources ${SCOPES[scope].of}`,
      }),
    )
  return actions(...create, ...scopes)
}

function moreBlock({ scope }: ResourceList, after: string): KnownBlock {
  return actions(
    button({
      text: 'Show more',
      actionId: ACTION.listResources,
      value: buttonValue(`${scope}:${after}`),
      label: 'Show more resources',
    }),
  )
}

/** The answer to `/resource find`. */
export function foundResourcesMessage({ asked, rows, hasMore }: FoundResources): Message {
  const buttons = listButtons(null)
  if (rows.length === 0) {
    const words = `Nothing is found by ${code(asked, 150)}. Type a name or a part of it, an endpoint or an ARN; *All* shows everything there is.`
    return message(words, [section(words), buttons])
  }
  const many = hasMore ? `More than ${plural(rows.length, 'resource')}` : plural(rows.length, 'resource')
  const head = `*${many}* found by ${code(asked, 150)}${hasMore ? ': type more of the name' : ''}`
  const shown = rows.map((row, index) => [resourceRow(row, index)])
  const rest = (left: number) => context(`… and ${left} more: type more of the name`)
  const count = fit(shown, { besides: [section(head), rest(rows.length), buttons], maxRows: rows.length })
  const blocks: KnownBlock[] = [section(head), ...shown.slice(0, count).flat()]
  if (count < rows.length) blocks.push(rest(rows.length - count))
  const lines = rows.slice(0, 15).map((row) => rowLines(row).join(' · '))
  return message([head, ...lines].join('\n'), [...blocks, buttons])
}
