import { allowed, refused, type Actor } from '../domain/actor.ts'
import { ownerTeam } from '../domain/catalogue.ts'
import type { Clouds } from '../domain/resources/cloud.ts'
import { inTheWay } from '../domain/resources/in-the-way.ts'
import { kindIn, KINDS } from '../domain/resources/kinds.ts'
import { mayChange } from '../domain/resources/may-change.ts'
import { monthlyPrice } from '../domain/resources/monthly-price.ts'
import { planModify } from '../domain/resources/plan-change.ts'
import type { Resource } from '../domain/resources/resource.ts'
import { environmentNamed } from '../domain/resources/resource-policy.ts'
import type { ResourceForm } from '../domain/resources/resource-views.ts'
import { wishAfter } from '../domain/resources/wish-after.ts'
import type { ResourceFormInput } from './resource-form-input.ts'
import type { CreateFormDeps } from './resource-form-create.ts'
import { fieldsNow } from './resource-form-fields.ts'
import { impossible, plannedForm, type Planned } from './resource-form-planned.ts'
import { changeFacts } from './resource-rights.ts'

export interface ModifyFormDeps extends CreateFormDeps {
  clouds: Clouds
}

interface Asked {
  actor: Actor
  input: ResourceFormInput
  resource: Resource
}

type Shown = Pick<ResourceForm, 'fields' | 'values'> & Planned

/** The form of what exists, with what it has now. */
export async function modifyForm(deps: ModifyFormDeps, asked: Asked): Promise<ResourceForm> {
  const { input, resource } = asked
  const { kind, project, environment, account, region } = resource
  return {
    verb: 'modify',
    formId: input.formId,
    resource,
    kind,
    kindTitle: KINDS[kind].title,
    project,
    team: ownerTeam(deps.catalogue, project),
    environment,
    environments: [{ name: environment, account, region }],
    ...(await shown(deps, asked)),
  }
}

async function shown(deps: ModifyFormDeps, { actor, input, resource }: Asked): Promise<Shown> {
  const environment = environmentNamed(deps.resourcePolicy, resource.environment)
  const offered = environment && kindIn(environment, resource.kind)
  if (!environment || !offered) {
    const problem = environment
      ? refused('kind-not-offered', { kind: KINDS[resource.kind].title, environment: environment.name })
      : refused('resource-environment-unknown', { environment: resource.environment })
    return { fields: [], values: resource.wish, ...impossible(problem.refusal) }
  }
  const wish = wishAfter({ resource, environment, wish: input.values })
  const { kind, project, region } = resource
  const planned = planModify({ resource, environment, wish, price: null })
  const parts = planned.ok ? planned.value.parts : resource.parts
  const [fields, price, facts, obstacle] = await Promise.all([
    fieldsNow(deps.clouds, resource, offered.kind.form(offered.policy)),
    monthlyPrice(deps.prices, { kind, region, parts }),
    changeFacts(deps, { actor, project, environment }),
    deps.store.read(async ({ changes }) => {
      const [open = null] = await changes.openOf([resource.id])
      return inTheWay(resource, open, 'modify')
    }),
  ])
  const outcome = planned.ok
    ? allowed({ name: resource.name, parts, plan: { ...planned.value.plan, price } })
    : planned
  const change = { resourceId: resource.id, verb: 'modify' as const, kind, environment, outcome }
  return { fields, values: wish, ...plannedForm(change, mayChange(facts) ?? obstacle) }
}
