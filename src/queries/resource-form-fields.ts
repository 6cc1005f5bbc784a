import { CloudError, type Clouds } from '../domain/resources/cloud.ts'
import { KINDS } from '../domain/resources/kinds.ts'
import type { Resource } from '../domain/resources/resource.ts'
import type { FormField } from '../domain/resources/resource-kind.ts'
import { placeOf } from '../domain/resources/place-of.ts'
import { within } from '../lib/within.ts'
import { textOf } from './resource-form-values.ts'

type Choice = FormField['choices'][number]

/**
 * The fields of what exists: what it has can always be kept, and a node type is offered only when AWS would change it
 * to that one.
 */
export async function fieldsNow(
  clouds: Clouds,
  resource: Resource,
  fields: FormField[],
): Promise<FormField[]> {
  const allowed = resource.state === 'ready' ? await allowedNodeTypes(clouds, resource) : null
  return fields.map((field) => ({ ...field, choices: choicesNow(field, resource, allowed) }))
}

function choicesNow(
  { input, key, choices }: FormField,
  { wish }: Resource,
  allowed: readonly string[] | null,
): Choice[] {
  if (input !== 'choice') return choices
  const now = textOf(wish[key])
  const had = choices.find(({ value }) => value === now)
  const offered = choices.filter(({ value, more }) => value === now || canBecome(more, had?.more, allowed))
  return had || now === '' ? offered : [{ value: now, text: now }, ...offered]
}

/** Choices that stand for a node type say it in `more`. */
function canBecome(
  nodeType: string | undefined,
  nodeTypeNow: string | undefined,
  allowed: readonly string[] | null,
): boolean {
  return nodeType === undefined || nodeType === nodeTypeNow || allowed === null || allowed.includes(nodeType)
}

/** Somebody waits for the form. */
const ALLOWED_WITHIN_MS = 2_000

/** null: it could not be asked. AWS is asked again when the change is carried out. */
async function allowedNodeTypes(clouds: Clouds, resource: Resource): Promise<string[] | null> {
  const { mainPart } = KINDS[resource.kind]
  const main = resource.parts.find(({ id }) => id === mainPart)
  const cloud = clouds.of(placeOf(resource))
  if (!main || !cloud) return null
  try {
    return await within(ALLOWED_WITHIN_MS, cloud.allowedNodeTypes(main), null)
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
    return null
  }
}
