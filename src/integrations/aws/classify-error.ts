import type { CloudFailure, FailureClass } from '../../domain/resources/failure.ts'
import { CredentialsProblem } from './credentials.ts'
import { classOf } from './failure-classes.ts'
import type { CallKind } from './iam-actions.ts'
import { isNetworkError, wasNeverSent } from './network-error.ts'
import { own } from '../../domain/own.ts'

/** What the SDK throws, as far as it is known. */
interface Thrown {
  name?: string
  /** Of services with the query protocol: the wire code, where `name` is the shape's. Of the network: `ECONNRESET`. */
  Code?: string
  code?: string
  message?: string
  $fault?: string
  $metadata?: { httpStatusCode?: number; requestId?: string }
  $response?: { headers?: Record<string, string> }
}

const LONGEST_MESSAGE = 1000

interface FailedCall {
  /** The IAM action that was called. */
  action: string
  kind: CallKind
  /** Was sent, and must not stand in the message. */
  secret?: string | undefined
}

/** What a thrown thing means for the work. */
export function classifyError(error: unknown, call: FailedCall): CloudFailure {
  if (error instanceof CredentialsProblem) return ofCredentials(error, call.action)
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Thrown
  const failure = {
    code: thrown.Code ?? thrown.code ?? thrown.name ?? 'Unknown',
    message: oneLine(withoutSecret(messageOf(thrown, error), call.secret)),
    action: call.action,
    requestId: thrown.$metadata?.requestId ?? null,
    retryAfterMs: retryAfterMs(thrown.$response?.headers?.['retry-after']),
  }
  const kind = kindOf(thrown, failure.code, call.kind)
  const refused = kind === 'permission' ? REFUSED_ACTION.exec(failure.message)?.[1] : undefined
  return { class: kind, ...withPlainWords(failure), ...(refused !== undefined && { action: refused }) }
}

/** One call may need several permissions: `… is not authorized to perform: elasticache:AddTagsToResource on resource: …` */
const REFUSED_ACTION = /not authorized to perform:? ([a-z0-9-]+:[A-Za-z]+)/

/** What cannot be read may be quoted by the parser that gave up, and may be a secret. */
function messageOf(thrown: Thrown, error: unknown): string {
  return error instanceof SyntaxError ? 'the answer cannot be read' : (thrown.message ?? String(error))
}

function withoutSecret(message: string, secret = ''): string {
  const forms = new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
  let text = message
  for (const form of forms) if (form !== '') text = text.replaceAll(form, '(the password)')
  return text
}

function kindOf(thrown: Thrown, code: string, kind: CallKind): FailureClass {
  if (thrown.$fault !== undefined) return classOf(code, thrown.$metadata?.httpStatusCode ?? null)
  if (wasNeverSent(thrown)) return 'retry'
  // An answer that cannot be read is no answer.
  const isLost = isNetworkError(thrown) || thrown.$metadata?.httpStatusCode !== undefined
  if (isLost) return kind === 'write' ? 'unknown-outcome' : 'retry'
  return classOf(code, null)
}

/** Whatever it was, nothing can be done without credentials; but a network that is down passes. */
function ofCredentials({ cause, roleArn }: CredentialsProblem, action: string): CloudFailure {
  const asked = roleArn === null ? action : 'sts:AssumeRole'
  const failure = classifyError(cause, { action: asked, kind: 'read' })
  return { ...failure, class: failure.class === 'retry' ? 'retry' : 'credentials' }
}

function withPlainWords<Failure extends { code: string; message: string }>(failure: Failure): Failure {
  const words = own(PLAIN_WORDS, failure.code)
  return words === undefined ? failure : { ...failure, message: `${words} (${failure.message})` }
}

const PLAIN_WORDS: Readonly<Record<string, string>> = {
  RequestTimeTooSkewed: "this machine's clock is wrong",
  RequestExpired: "this machine's clock is wrong",
  SignatureDoesNotMatch: 'the secret access key is not the one of the access key id',
}

function retryAfterMs(header: string | undefined): number | null {
  const seconds = Number(header ?? '')
  return header !== undefined && header.trim() !== '' && seconds >= 0 ? Math.round(seconds * 1000) : null
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_MESSAGE)
}
