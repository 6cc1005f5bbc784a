import type { ResourceForm } from '../domain/resources/resource-views.ts'
import type { JsonObject } from '../domain/resources/part.ts'
import { LIMITS } from './limits.ts'

/** What the form must remember, as whole JSON within Slack's limit: what is too long is forgotten, not cut. */
export function formMetadata(form: ResourceForm): string {
  const { verb, formId, kind, resource, project, environment, values, planned } = form
  const state = {
    v: 1,
    verb,
    formId,
    kind,
    resourceId: resource?.id ?? null,
    project,
    environment,
    values: asSlackGives(values),
    planHash: planned?.planHash ?? null,
  }
  const text = JSON.stringify(state)
  if (text.length <= LIMITS.privateMetadata) return text
  const nothing = { project: null, environment: null, values: {}, planHash: null }
  return JSON.stringify({ ...state, ...nothing })
}

/** Numbers as text, so that what was shown and what is handed in can be compared. */
function asSlackGives(values: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'number' ? String(value) : value]),
  )
}
