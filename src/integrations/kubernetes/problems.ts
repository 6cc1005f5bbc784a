import type { ClusterProblem, ClusterResult } from '../../domain/cluster.ts'
import type { Target } from './resources.ts'

/** The list or watch must start anew: the server forgot the versions in between. */
export interface Expired {
  outcome: 'expired'
  error: string
}

export type CallProblem = ClusterProblem | Expired
export type CallResult<Value> = Extract<ClusterResult<Value>, { outcome: 'ok' }> | CallProblem

export interface Answer {
  status: number
  text: string
  retryAfter: string | null
}

interface Status {
  message?: string
  reason?: string
  details?: {
    retryAfterSeconds?: number
    causes?: { reason?: string; message?: string; field?: string }[] | null
  }
}

const LIMITED_DEFAULT_MS = 1000
const LONGEST_ERROR = 1000

/** What an answer other than 2xx means. https://kubernetes.io/docs/reference/using-api/api-concepts/ */
export function problemOf(answer: Answer, target: Target): CallProblem {
  const status = statusIn(answer.text)
  const error = messageOf(status, answer)
  switch (answer.status) {
    case 401:
      return { outcome: 'unauthorized', error }
    case 403:
      return ofForbidden(error, target)
    case 404:
      // Another server's page (a proxy, a wrong address) says nothing about the object.
      return status ? { outcome: 'not-found', error } : { outcome: 'unreachable', error }
    case 409:
      return ofConflict(status, error)
    case 410:
      return { outcome: 'expired', error }
    case 429:
      return { outcome: 'limited', retryAfterMs: retryAfterMs(answer, status) }
    case 400:
    case 405:
    case 406:
    case 413:
    case 415:
    case 422:
      return ofInvalid(status, error)
    default:
      return { outcome: 'unreachable', error }
  }
}

export function unreadable(error: string): Extract<ClusterProblem, { outcome: 'unreachable' }> {
  return { outcome: 'unreachable', error }
}

function ofForbidden(error: string, target: Target): ClusterProblem {
  // A quota and an admission webhook answer 403 too, and RBAC cannot mend those.
  if (!/ cannot \w+ (resource|path) /.test(error) && !('path' in target) && target.verb === 'patch')
    return { outcome: 'invalid', details: [error] }
  const [verb, resource] = 'path' in target ? ['get', target.path] : [target.verb, target.resource]
  return { outcome: 'forbidden', verb, resource, error }
}

function ofConflict(status: Status | null, error: string): ClusterProblem {
  const causes = (status?.details?.causes ?? []).filter(({ reason }) => reason === 'FieldManagerConflict')
  const managers = [...new Set(causes.map(({ message }) => managerIn(message ?? '')))]
  const kind = causes.length > 0 ? 'field-manager' : 'resource-version'
  return { outcome: 'conflict', kind, managers, error }
}

/** `conflict with "argocd-controller" using apps/v1`: apimachinery, managedfields/internal/conflict.go. */
function managerIn(message: string): string {
  return /^conflict with "((?:[^"\\]|\\.)*)"/.exec(message)?.[1] ?? message
}

function ofInvalid(status: Status | null, error: string): ClusterProblem {
  const causes = status?.details?.causes ?? []
  // The object was recreated since: its uid cannot be changed to the one that was read.
  if (causes.some(({ field }) => field === 'metadata.uid'))
    return { outcome: 'conflict', kind: 'resource-version', managers: [], error }
  const details = causes.map(({ field, message }) => [field, message].filter(Boolean).join(': '))
  return { outcome: 'invalid', details: details.length > 0 ? details : [error] }
}

function retryAfterMs(answer: Answer, status: Status | null): number {
  const seconds = Number.parseInt(answer.retryAfter ?? '', 10)
  if (seconds >= 0) return seconds * 1000
  return (status?.details?.retryAfterSeconds ?? LIMITED_DEFAULT_MS / 1000) * 1000
}

function statusIn(text: string): Status | null {
  try {
    const body = JSON.parse(text) as { kind?: unknown } | null
    return body?.kind === 'Status' ? (body as Status) : null
  } catch {
    return null
  }
}

function messageOf(status: Status | null, answer: Answer): string {
  const message = status?.message ?? status?.reason ?? `http_${String(answer.status)}`
  return message.slice(0, LONGEST_ERROR)
}
