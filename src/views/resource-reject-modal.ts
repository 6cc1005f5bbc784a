import type { Approval } from '../domain/approval.ts'
import type { Modal } from '../domain/message.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import { CALLBACK } from './ids.ts'
import { modal, section } from './kit.ts'
import { person } from './mrkdwn.ts'
import { reasonInput } from './reason-input.ts'
import { priceLine, whatLine } from './resource-facts.ts'
import { changeName } from './resource-words.ts'

/** Asks why a change of a resource is rejected. */
export function rejectResourceModal(view: ChangeView, approval: Pick<Approval, 'id'>): Modal {
  return modal({
    title: 'Reject a change',
    callbackId: CALLBACK.rejectResource,
    privateMetadata: JSON.stringify({ v: 1, approvalId: approval.id }),
    submit: 'Reject',
    blocks: [
      section(
        `${changeName(view)}, asked by ${person(view.change.requesterId)}.\n${whatLine(view)}\n${priceLine(view)}\nRejecting it ends it; nothing was touched yet.`,
      ),
      reasonInput({
        label: 'Why not?',
        placeholder: 'What has to change before it may be done',
        hint: 'Everybody reads it in the thread of the card.',
      }),
    ],
  })
}
