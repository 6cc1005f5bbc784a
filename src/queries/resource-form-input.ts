import type { JsonObject } from '../domain/resources/part.ts'
import type { KindName } from '../domain/resources/resource-policy.ts'
import type { ResourceForm } from '../domain/resources/resource-views.ts'

/** What was chosen in the form so far. */
export interface ResourceFormInput {
  verb: ResourceForm['verb']
  /** Of the resource (create) or the change (modify) that it will make. */
  formId: string
  kind: KindName
  /** Of a modification. */
  resourceId: string | null
  project: string | null
  environment: string | null
  /** What was chosen so far, by key; numbers may be text. */
  values: JsonObject
}
