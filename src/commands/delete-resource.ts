import { z } from 'zod'
import type { NewId } from '../lib/id.ts'
import type { ChangeOf } from '../operations/change-transition.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { ResourceDeletionQuery } from '../queries/resource-deletion.ts'
import { tooLateMessage } from '../views/answers.ts'
import { ACTION, CALLBACK } from '../views/ids.ts'
import { plainWords } from '../views/plain-words.ts'
import { refusalMessage, refusalWords } from '../views/refusals.ts'
import { resourceAskedModal } from '../views/resource-asked-modal.ts'
import { DELETE_TITLE, deleteResourceModal } from '../views/resource-delete-modal.ts'
import { outdatedModal } from '../views/working-modal.ts'
import { clickOnId } from './deploy-click.ts'
import { readMetadata } from './deploy-reason.ts'
import type { Interaction, Submission, ViewState } from './door.ts'

export interface DeleteResourceDeps {
  resourceDeletion: ResourceDeletionQuery
  deleteResource: Operation<ChangeOf>
  newId: NewId
}

/** Opens the modal that says what will happen and asks for the name. */
export function createDeleteResourceClick({ resourceDeletion, newId }: DeleteResourceDeps): Interaction {
  return clickOnId(ACTION.deleteResource, async (resourceId, { actor, triggerId }, answers) => {
    const read = await resourceDeletion({ actor, input: { resourceId } })
    if (!read.ok) return refusalMessage(read.refusal)
    const opened = await answers.openModal(triggerId, deleteResourceModal({ formId: newId(), ...read.value }))
    return 'error' in opened ? tooLateMessage() : null
  })
}

const metadata = z.object({
  v: z.literal(2),
  formId: z.string(),
  resourceId: z.string(),
  shown: z.object({ finalSnapshot: z.boolean(), approval: z.boolean() }),
})

const NAME_BLOCK = 'typed-name'

export function createDeleteResourceSubmission({
  resourceDeletion,
  deleteResource,
}: DeleteResourceDeps): Submission {
  return {
    callbackId: CALLBACK.deleteResource,
    async run({ actor, view }) {
      const known = readMetadata(metadata, view)
      if (!known)
        return {
          answer: 'update',
          view: outdatedModal({ title: DELETE_TITLE, callbackId: CALLBACK.deleteResource }),
        }
      const { formId, resourceId, shown } = known
      const input = { formId, resourceId, shown, typedName: typedName(view) }
      const deleted = await deleteResource({ actor, input })
      if (deleted.ok) return { answer: 'update', view: resourceAskedModal(deleted.value) }
      const told = refusalWords(deleted.refusal)
      // Policy is another by now: what would happen is shown as it is now.
      const isOld = deleted.refusal.reason === 'plan-changed'
      const now = isOld ? await resourceDeletion({ actor, input: { resourceId } }) : null
      if (now?.ok) return { answer: 'update', view: deleteResourceModal({ formId, ...now.value, told }) }
      return { answer: 'errors', errors: { [NAME_BLOCK]: plainWords(told) } }
    },
  }
}

/** Spaces around it are no other name. */
function typedName(view: ViewState): string {
  const typed = view.values[NAME_BLOCK]?.[ACTION.typedName]
  return typeof typed === 'string' ? typed.trim() : ''
}
