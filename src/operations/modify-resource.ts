import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { peopleOnly } from '../domain/members.ts'
import { changePlanHash } from '../domain/resources/change-plan-hash.ts'
import type { ChangeFacts } from '../domain/resources/may-change.ts'
import { monthlyPrice } from '../domain/resources/monthly-price.ts'
import { planModify } from '../domain/resources/plan-change.ts'
import type { Price } from '../domain/resources/price.ts'
import { askForChange } from './ask-for-change.ts'
import type { ChangeOf } from './change-transition.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { onceMore } from './request-deploy-once-more.ts'
import type { ResourceDeps } from './resource-deps.ts'
import { formId, planHash, recordId, wish } from './resource-input.ts'
import { rightsOfResource } from './resource-rights.ts'

const input = z.object({ formId, resourceId: recordId, wish, planHash })

interface Facts {
  rights: Outcome<ChangeFacts>
  price: Price | null
}

const modify = defineOperation<z.output<typeof input>, ChangeOf, ResourceDeps, Facts>({
  name: 'modify-resource',
  isKept: true,
  input,
  may: peopleOnly,
  async gather({ actor, input: { resourceId, wish: chosen }, deps }) {
    const resource = await deps.store.read((reads) => reads.resources.get(resourceId))
    const rights = await rightsOfResource(deps, { actor, resourceId })
    if (!resource || !rights.ok) return { rights, price: null }
    const { environment } = rights.value
    const planned = planModify({ resource, environment, wish: chosen, price: null })
    if (!planned.ok) return { rights, price: null }
    const { kind, region } = resource
    const price = await monthlyPrice(deps.prices, { kind, region, parts: planned.value.parts })
    return { rights, price }
  },
  decide({ tx, actor, input: form, facts: { rights, price }, now, deps: { newId } }) {
    const asked = { actor, verb: 'modify' as const, ...form, rights, now, newId }
    return askForChange(tx, asked, (resource, { environment }) => {
      const planned = planModify({ resource, environment, wish: form.wish, price })
      if (!planned.ok) return planned
      const { plan } = planned.value
      const isSeen = changePlanHash(resource.id, 'modify', plan) === form.planHash
      return isSeen ? allowed(plan) : refused('plan-changed')
    })
  },
})

/** Asks for another size or number of replicas, as it was planned in the form. */
export function createModifyResource(deps: ResourceDeps): Operation<ChangeOf> {
  return onceMore(modify(deps))
}
