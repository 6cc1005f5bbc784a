import type { KnownBlock } from '@slack/types'
import type { Modal } from '../domain/message.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import { fitLines } from './fit.ts'
import { CALLBACK } from './ids.ts'
import { context, divider, modal, section } from './kit.ts'
import { LIMITS } from './limits.ts'
import { code, plain } from './mrkdwn.ts'
import { approvalLine, askedLine, priceLine, whatLine } from './resource-facts.ts'
import { stateLine } from './resource-state-words.ts'
import { changeName, namedPart } from './resource-words.ts'
import { plural } from './text.ts'
import { valueText } from './wish-words.ts'
import { own } from '../domain/own.ts'

const MOST_VALUES = 40
const INDENT = '\u2003\u2003'

/** Everything that a change makes, sets and removes: each part with all its values, as AWS is told them. */
export function resourcePlanModal(view: ChangeView): Modal {
  const { change } = view
  const approval = approvalLine(view)
  const head: KnownBlock[] = [
    section(
      [changeName(view), stateLine(view), whatLine(view), priceLine(view)]
        .filter((line) => line !== '')
        .join('\n'),
    ),
    context(askedLine(view)),
    ...(approval === '' ? [] : [context(approval)]),
    divider(),
  ]
  const { make, unmake } = change.plan
  const tags = tagsOf([...make, ...unmake])
  const rows: KnownBlock[] = [
    ...heading(HEADINGS[change.verb].make, make),
    ...make.map((part) => section(partText(view, part))),
    ...heading(HEADINGS[change.verb].unmake, unmake),
    ...unmake.map((part) => section(namedPart(part))),
    ...(tags === '' ? [] : [context(`*Tags of every part:* ${tags}`)]),
  ]
  const room = LIMITS.modalBlocks - head.length - 1
  const hidden = rows.length - room
  const tail = hidden > 0 ? [context(`… and ${plural(hidden, 'more row')} that do not fit here`)] : []
  return modal({
    title: 'Plan',
    callbackId: CALLBACK.resourcePlan,
    privateMetadata: JSON.stringify({ v: 1, changeId: change.id }),
    blocks: [...head, ...rows.slice(0, room), ...tail],
  })
}

const HEADINGS: Record<ChangeView['change']['verb'], { make: string; unmake: string }> = {
  create: { make: 'Makes, in this order', unmake: 'Removes' },
  modify: { make: 'Makes of it', unmake: 'Removes' },
  delete: { make: 'Takes first, and keeps', unmake: 'Removes, in this order' },
}

function heading(words: string, parts: readonly PartSpec[]): KnownBlock[] {
  return parts.length === 0 ? [] : [section(`*${words}:*`)]
}

function partText(view: ChangeView, part: PartSpec): string {
  const before =
    view.change.verb === 'modify' ? view.resource.parts.find(({ id }) => id === part.id) : undefined
  const values = Object.entries(part.values)
  const lines = values.slice(0, MOST_VALUES).map(([name, value]) => {
    const words = code(valueText(value), 400)
    const was = before && valueText(own(before.values, name))
    const change = was !== undefined && was !== valueText(value) ? `${code(was, 200)} → ${words} ✏️` : words
    return `${INDENT}${plain(nameWords(name), 60)}: ${change}`
  })
  const rest = values.length - lines.length
  const more = rest > 0 ? [`${INDENT}… and ${plural(rest, 'more value')}`] : []
  return fitLines([namedPart(part), ...lines, ...more], LIMITS.sectionText)
}

/** What the name alone would say wrongly. */
const NAMES: Record<string, string> = { multiAz: 'multi-AZ when there is a replica' }

/** "snapshot window" of snapshotWindow. */
function nameWords(name: string): string {
  return own(NAMES, name) ?? name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}

function tagsOf(parts: readonly PartSpec[]): string {
  const tags = Object.entries(parts[0]?.tags ?? {})
  const shown = tags.slice(0, 30).map(([key, value]) => code(`${key}=${value}`, 120))
  return `${shown.join(' ')}${tags.length > 30 ? ` … and ${tags.length - 30} more` : ''}`
}
