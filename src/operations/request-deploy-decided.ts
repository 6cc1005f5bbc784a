import type { Actor, Outcome, Refusal } from '../domain/actor.ts'
import type { Draft } from '../domain/deploys/draft.ts'
import { releaseName } from '../domain/deploys/release.ts'
import type { Decided } from './define-operation.ts'

/** An outcome with its audit row: what it was called when it went well, else the reason of the no. */
export function decided<Value>(
  outcome: Outcome<Value>,
  audit: { subject: string; as: string; details?: Record<string, unknown> },
): Decided<Value> {
  const { subject, as, details = {} } = audit
  if (outcome.ok) return { outcome, audit: { subject, outcome: as, details } }
  const { reason, details: why } = outcome.refusal
  return { outcome, audit: { subject, outcome: reason, details: why ? { ...details, why } : details } }
}

export function no(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal }
}

export function userOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.userId : ''
}

/** Subject of what is decided about a service rather than about one deploy of it. */
export function serviceSubject(place: { project: string; service: string; environment: string }): string {
  return [place.project, place.service, place.environment].map(encodeURIComponent).join('/')
}

/** What people call the deploy that is decided about, for the audit. */
export function calledIn(
  deploy: Pick<Draft, 'kind' | 'service' | 'environment' | 'release'>,
): Record<string, string> {
  const { kind, service, environment, release } = deploy
  return { kind, service, version: releaseName(release), environment }
}
