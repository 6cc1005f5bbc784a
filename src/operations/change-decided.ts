import type { Resource } from '../domain/resources/resource.ts'
import type { ChangeOf } from './change-transition.ts'

/** What people call the change that is decided about, for the audit. */
export function calledChange({ change, resource }: ChangeOf): Record<string, unknown> {
  const { id: changeId, verb, planHash } = change
  return { ...calledResource(resource), changeId, verb, planHash }
}

export function calledResource({ name, project, environment }: Resource): Record<string, unknown> {
  return { name, project, environment }
}
