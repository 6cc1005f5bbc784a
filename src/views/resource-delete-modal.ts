import type { KnownBlock } from '@slack/types'
import type { Team } from '../domain/catalogue.ts'
import type { Modal } from '../domain/message.ts'
import type { Resource } from '../domain/resources/resource.ts'
import type { ResourceEnvironment } from '../domain/resources/resource-policy.ts'
import { teamName } from './deploy-team.ts'
import { ACTION, CALLBACK } from './ids.ts'
import { modal, section } from './kit.ts'
import { lineInput } from './kit-inputs.ts'
import { duration } from './mrkdwn.ts'
import { whoWords } from './plan-words.ts'
import { shortPrice } from './price-words.ts'
import { partName, resourceName, resourcePlace, summaryWords, yesWords } from './resource-words.ts'
import { plural } from './text.ts'

export interface DeleteView {
  /** Handing in twice is known by it. */
  formId: string
  resource: Resource
  team: Team | null
  /** null when it left the configuration. */
  environment: ResourceEnvironment | null
  /** Why it was not taken as it stood here before. */
  told?: string
}

export const DELETE_TITLE = 'Delete a resource'

/** Asks for the name before a resource is deleted, and says what will happen. */
export function deleteResourceModal(view: DeleteView): Modal {
  const { resource, team, formId } = view
  const blocks: KnownBlock[] = [
    ...(view.told === undefined ? [] : [section(`🚫 Nothing was done. ${view.told}`)]),
    section(
      [
        `🗑️ ${resourceName(resource)} · ${summaryWords(resource.kind, resource.parts)} · ${shortPrice(resource.price)}`,
        `${resourcePlace(resource)} · ${teamName(team)}`,
      ].join('\n'),
    ),
    section(consequences(view).join('\n')),
    lineInput({
      blockId: 'typed-name',
      actionId: ACTION.typedName,
      label: 'Type its name to delete it',
      placeholder: 'Its name',
      hint: `Type ${resource.name}`,
      max: 100,
      typed: null,
      tells: false,
    }),
  ]
  return modal({
    title: DELETE_TITLE,
    callbackId: CALLBACK.deleteResource,
    privateMetadata: JSON.stringify({ v: 2, formId, resourceId: resource.id, shown: shownOf(view) }),
    submit: view.environment?.deletion.approval ? 'Ask for approval' : 'Delete for good',
    blocks,
  })
}

/** What is asked for is what was shown: policy may say something else by the time that it is handed in. */
function shownOf({ environment }: DeleteView): { finalSnapshot: boolean; approval: boolean } {
  const { finalSnapshot = false, approval = null } = environment?.deletion ?? {}
  return { finalSnapshot, approval: approval !== null }
}

function consequences({ resource, environment, team }: DeleteView): string[] {
  const approval = environment?.deletion.approval ?? null
  const keepsSnapshot = environment?.deletion.finalSnapshot ?? false
  return [
    '⚠️ *All its data is deleted*, and every application that still uses it fails. This cannot be taken back.',
    keepsSnapshot
      ? '📦 First a final snapshot is taken and checked; only then it is deleted. The snapshot is kept.'
      : '📦 No final snapshot is taken: policy does not ask for one here.',
    approval === null
      ? '🚀 It starts at once: no second person is asked here.'
      : `✋ A second person has to agree: ${yesWords(approval.count)} from ${whoWords(approval.from, team)}${approval.requesterMay ? '' : ', not from you,'} within ${duration(approval.expiresMs)}.`,
    `With it go its ${plural(resource.parts.length, 'part')}: ${resource.parts
      .slice(0, 10)
      .map(({ id }) => partName(id))
      .join(', ')}${resource.parts.length > 10 ? ' …' : ''}.`,
  ]
}
