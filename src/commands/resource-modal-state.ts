import { z } from 'zod'
import { KIND_NAMES } from '../domain/resources/kinds.ts'
import type { Json } from '../domain/resources/part.ts'
import type { ResourceFormInput } from '../queries/resource-form-input.ts'
import { ACTION, withoutNumber } from '../views/ids.ts'
import { chosenIn } from './deploy-modal-state.ts'
import { readMetadata } from './deploy-reason.ts'
import type { ViewState } from './door.ts'

/** What the form is about, and what was chosen in it. */
export type ResourceChoice = ResourceFormInput

/** What the form says of itself: what was chosen when it was drawn, and the plan that it shows. */
export interface ResourceFormState extends ResourceChoice {
  /** null: it shows none. */
  planHash: string | null
}

const metadata = z.object({
  v: z.literal(1),
  verb: z.enum(['create', 'modify']),
  formId: z.string().min(1),
  kind: z.enum(KIND_NAMES),
  resourceId: z.string().nullable(),
  project: z.string().nullable(),
  environment: z.string().nullable(),
  values: z.record(z.string(), z.json()),
  planHash: z.string().nullable(),
})

/** null for a form of another version of the bot. */
export function readFormState(view: ViewState): ResourceFormState | null {
  return readMetadata<ResourceFormState>(metadata, view)
}

/** What is chosen and typed in the form now. What it does not ask for stays as it was. */
export function chosenNow(view: ViewState, before: ResourceChoice): ResourceChoice {
  const values = { ...before.values }
  for (const [key, held] of fieldsOf(view)) {
    if (held === null) delete values[key]
    else values[key] = held
  }
  const project = chosenIn(view, ACTION.pickResourceProject) ?? before.project
  const environment = chosenIn(view, ACTION.pickResourceEnvironment) ?? before.environment
  const { verb, formId, kind, resourceId } = before
  return { verb, formId, kind, resourceId, project, environment, values }
}

export function isSameChoice(a: ResourceChoice, b: ResourceChoice): boolean {
  const key = ({ project, environment, values }: ResourceChoice) =>
    JSON.stringify([project, environment, Object.entries(values).map(asText).toSorted()])
  return key(a) === key(b)
}

/** Slack gives numbers as text. */
function asText([key, value]: [string, Json]): string {
  return JSON.stringify([key, typeof value === 'number' ? String(value) : value])
}

function fieldsOf(view: ViewState): [string, string | null][] {
  return Object.entries(view.values).flatMap(([key, actions]): [string, string | null][] => {
    const field = Object.entries(actions).find(([id]) => withoutNumber(id) === ACTION.pickResourceField)
    const held = field?.[1]
    return held === undefined || Array.isArray(held) ? [] : [[key, held]]
  })
}
