import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { peopleOnly } from '../domain/members.ts'
import type { ChangeFacts } from '../domain/resources/may-change.ts'
import { planDelete } from '../domain/resources/plan-change.ts'
import { askForChange } from './ask-for-change.ts'
import type { ChangeOf } from './change-transition.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { onceMore } from './request-deploy-once-more.ts'
import type { ResourceDeps } from './resource-deps.ts'
import { formId, recordId } from './resource-input.ts'
import { rightsOfResource } from './resource-rights.ts'

const input = z.object({
  formId,
  resourceId: recordId,
  /** The name, typed again. */
  typedName: z.string().max(200),
  /** What the form said of policy: whether a snapshot is kept, and whether somebody else has to agree. */
  shown: z.object({ finalSnapshot: z.boolean(), approval: z.boolean() }),
})

const remove = defineOperation<z.output<typeof input>, ChangeOf, ResourceDeps, Outcome<ChangeFacts>>({
  name: 'delete-resource',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: { resourceId }, deps }) => rightsOfResource(deps, { actor, resourceId }),
  decide({ tx, actor, input: form, facts: rights, now, deps: { newId } }) {
    const asked = { actor, verb: 'delete' as const, ...form, rights, now, newId }
    return askForChange(tx, asked, (resource, { environment }) => {
      const { name } = resource
      const { formId: changeId, typedName, shown } = form
      const { finalSnapshot, approval } = environment.deletion
      if (typedName !== name)
        return refused('typed-name-wrong', { field: 'typedName', name, typed: typedName })
      const isSeen = shown.finalSnapshot === finalSnapshot && shown.approval === (approval !== null)
      return isSeen ? allowed(planDelete({ resource, changeId, finalSnapshot })) : refused('plan-changed')
    })
  },
})

/** Asks for a resource to be removed with all its data, to somebody who typed its name. */
export function createDeleteResource(deps: ResourceDeps): Operation<ChangeOf> {
  return onceMore(remove(deps))
}
