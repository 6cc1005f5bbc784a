import type { Outcome, Refusal } from '../domain/actor.ts'
import { approvalNeeded } from '../domain/resources/approval-needed.ts'
import type { ChangePlan } from '../domain/resources/change.ts'
import { changePlanHash } from '../domain/resources/change-plan-hash.ts'
import { KINDS } from '../domain/resources/kinds.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import type { KindName, ResourceEnvironment } from '../domain/resources/resource-policy.ts'
import type { PlannedForm, ResourceForm } from '../domain/resources/resource-views.ts'

export type Planned = Pick<ResourceForm, 'planned' | 'problem'>

export const NOT_COMPLETE: Planned = { planned: null, problem: null }

export function impossible(problem: Refusal): Planned {
  return { planned: null, problem }
}

export interface PlannedChange {
  resourceId: string
  verb: ResourceForm['verb']
  kind: KindName
  environment: ResourceEnvironment
  outcome: Outcome<{ name: string; plan: ChangePlan; parts: PartSpec[] }>
}

/** What is shown of a plan. `problem`: why it cannot be asked for all the same. */
export function plannedForm(change: PlannedChange, problem: Refusal | null): Planned {
  const { resourceId, verb, kind, environment, outcome } = change
  if (!outcome.ok) return impossible(problem ?? outcome.refusal)
  const { name, plan, parts } = outcome.value
  const { price, priceBefore } = plan
  const planned: PlannedForm = {
    name,
    planHash: changePlanHash(resourceId, verb, plan),
    settings: KINDS[kind].settingsOf(parts),
    summary: KINDS[kind].summary(parts),
    price,
    priceBefore,
    approval: approvalNeeded({ environment, verb, price }),
    monthlyOverMicros: environment.approval?.monthlyOverMicros ?? null,
  }
  return { planned, problem }
}
