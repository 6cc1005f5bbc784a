import type { JsonMap } from './json.ts'
import { qualifiedName, type ResourceType } from './resources.ts'

export interface Cause {
  reason: string
  message: string
  field: string
}

interface Details {
  name?: string
  group?: string
  kind?: string
  causes?: Cause[]
  retryAfterSeconds?: number
}

/** An answer other than success, as the API shapes it. */
export class StatusError extends Error {
  readonly body: JsonMap
  readonly code: number

  constructor(
    code: number,
    reason: string,
    message: string,
    more: { details?: Details; metadata?: JsonMap } = {},
  ) {
    super(message)
    this.code = code
    this.body = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: more.metadata ?? {},
      status: 'Failure',
      message,
      reason,
      ...(more.details && { details: more.details }),
      code,
    }
  }
}

function named({ group, plural }: ResourceType, name: string): Details {
  return { ...(name && { name }), ...(group && { group }), kind: plural }
}

export const badRequest = (message: string): StatusError => new StatusError(400, 'BadRequest', message)

export const unauthorized = (): StatusError => new StatusError(401, 'Unauthorized', 'Unauthorized')

export function notFound(resource: ResourceType, name: string): StatusError {
  const message = `${qualifiedName(resource)} "${name}" not found`
  return new StatusError(404, 'NotFound', message, { details: named(resource, name) })
}

export function noSuchPath(): StatusError {
  const message = 'the server could not find the requested resource'
  return new StatusError(404, 'NotFound', message, { details: {} })
}

export function methodNotAllowed(): StatusError {
  const message = 'the server does not allow this method on the requested resource'
  return new StatusError(405, 'MethodNotAllowed', message, { details: {} })
}

export function alreadyExists(resource: ResourceType, name: string): StatusError {
  const message = `${qualifiedName(resource)} "${name}" already exists`
  return new StatusError(409, 'AlreadyExists', message, { details: named(resource, name) })
}

const MODIFIED = 'the object has been modified; please apply your changes to the latest version and try again'

export function conflict(resource: ResourceType, name: string, why = MODIFIED): StatusError {
  const message = `Operation cannot be fulfilled on ${qualifiedName(resource)} "${name}": ${why}`
  return new StatusError(409, 'Conflict', message, { details: named(resource, name) })
}

export function unsupportedMediaType(): StatusError {
  return new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', { details: {} })
}

export function invalid(resource: ResourceType, name: string, causes: readonly Cause[]): StatusError {
  const told = causes.map((cause) => `${cause.field}: ${cause.message}`)
  const list = told.length === 1 ? told[0] : `[${told.join(', ')}]`
  const kind = `${resource.kind}${resource.group && `.${resource.group}`}`
  const { group } = resource
  return new StatusError(422, 'Invalid', `${kind} "${name}" is invalid: ${list}`, {
    details: { name, ...(group && { group }), kind: resource.kind, causes: [...causes] },
  })
}

interface Refused {
  user: string
  verb: string
  name: string
  namespace: string
  subresource: string
}

export function forbidden(resource: ResourceType, asked: Refused): StatusError {
  const { user, verb, name, namespace, subresource } = asked
  const object = name ? `${qualifiedName(resource)} "${name}"` : qualifiedName(resource)
  const what = subresource ? `${resource.plural}/${subresource}` : resource.plural
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope'
  const message = `${object} is forbidden: User "${user}" cannot ${verb} resource "${what}" in API group "${resource.group}" ${where}`
  return new StatusError(403, 'Forbidden', message, { details: named(resource, name) })
}

/** A webhook that chose the code 422. https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/ */
export function deniedByWebhook(why: string): StatusError {
  const message = `admission webhook "rules.example.test" denied the request: ${why}`
  return new StatusError(422, 'Invalid', message, { details: {} })
}

export function tooManyRequests(retryAfterSeconds: number): StatusError {
  const message = 'the server has received too many requests and has asked us to try again later'
  return new StatusError(429, 'TooManyRequests', message, { details: { retryAfterSeconds } })
}

export function internalError(message: string): StatusError {
  return new StatusError(500, 'InternalError', `Internal error occurred: ${message}`, {
    details: { causes: [{ message } as Cause] },
  })
}

const TOO_OLD_CONTINUE =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.'

export function expiredContinue(token: string): StatusError {
  return new StatusError(410, 'Expired', TOO_OLD_CONTINUE, { metadata: { continue: token } })
}

export function tooOldVersion(asked: number, oldest: number): StatusError {
  return new StatusError(410, 'Expired', `too old resource version: ${asked} (${oldest})`)
}
