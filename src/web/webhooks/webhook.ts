import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { SourceCredential } from '../../domain/policy.ts'
import { checkAuthorization, checkCredential } from './credential.ts'
import { problemOfError, unauthorised, type Problem, type WebhookProblems } from './problems.ts'

export interface CredentialedSource {
  name: string
  auth: SourceCredential
}

/** What became of one body. */
export type Taken<Kept> =
  { ok: true; status: number; body: object; kept: Kept } | { ok: false; problem: Problem }

export interface Webhook<Source extends CredentialedSource, Kept> {
  /** As in its address, `/webhooks/<kind>/<source>`. */
  kind: string
  methods: HTTPMethods[]
  /** Where its user sets the credential. */
  settings: string
  sources: Source[]
  bodyLimitBytes: number
  problems: WebhookProblems
  now(): number
  /** Stores one body of a sender that proved itself. Throws when the store cannot write. */
  take(source: Source, body: Buffer): Promise<Taken<Kept>>
  /** The body of an answer that tells of a problem. */
  refusal(problem: Problem): object
  onAnswer?: ((answer: Answer<Kept>) => void) | undefined
}

export interface Answer<Kept> {
  /** `<kind>/<name>`; `<kind>/?` for a source that nobody configured. */
  source: string
  status: number
  /** Null when nothing was stored. */
  kept: Kept | null
  /** Why nothing was stored, in the words of the answer. */
  problem: string | null
  /** What the store threw, when it was that. */
  error: unknown
}

const METHODS: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** `/webhooks/<kind>/<source>`: checks the credential on the raw bytes, answers 2xx once the body is durable. */
export function registerWebhook<Source extends CredentialedSource, Kept>(
  app: FastifyInstance,
  webhook: Webhook<Source, Kept>,
): void {
  const { kind, methods, problems } = webhook
  const find = (request: FastifyRequest) => {
    const { source } = request.params as { source: string }
    return webhook.sources.find(({ name }) => name === source)
  }
  const tell = (request: FastifyRequest, answer: Omit<Answer<Kept>, 'source'>) =>
    webhook.onAnswer?.({ source: `${kind}/${find(request)?.name ?? '?'}`, ...answer })
  const refuse = (request: FastifyRequest, reply: FastifyReply, problem: Problem, error: unknown = null) => {
    tell(request, { status: problem.status, kept: null, problem: problem.text, error })
    if (problem.retryAfterSeconds) void reply.header('retry-after', problem.retryAfterSeconds)
    return reply.code(problem.status).send(webhook.refusal(problem))
  }

  void app.register(async (scope) => {
    acceptRawBodies(scope)
    scope.setErrorHandler((error, request, reply) =>
      refuse(request, reply, problemOfError(error, problems), error),
    )
    const url = `/webhooks/${kind}/:source`
    const wrongMethod = async (request: FastifyRequest, reply: FastifyReply) =>
      refuse(request, reply.header('allow', methods.join(', ')), problems.wrongMethod)
    const others = METHODS.filter((method) => !methods.includes(method))
    scope.route({ method: others, url, onRequest: wrongMethod, handler: wrongMethod })
    scope.route({
      method: methods,
      url,
      bodyLimit: webhook.bodyLimitBytes,
      async onRequest(request, reply) {
        const problem = problemOfHead(request, find(request), webhook)
        if (problem) return refuse(request, reply, problem)
      },
      async handler(request, reply) {
        const source = find(request)
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const signed = { headers: request.headers, body, now: webhook.now() }
        if (!source || !checkCredential(source.auth, signed).ok)
          return refuse(request, reply, unauthorised(webhook))
        const taken = await webhook.take(source, body)
        if (!taken.ok) return refuse(request, reply, taken.problem)
        tell(request, { status: taken.status, kept: taken.kept, problem: null, error: null })
        return reply.code(taken.status).send(taken.body)
      },
    })
  })
}

type Guarded = Pick<Webhook<CredentialedSource, never>, 'sources' | 'settings' | 'problems'>

/** What can be refused before the body is read. Only who holds a credential learns that a source does not exist. */
function problemOfHead(
  { headers }: FastifyRequest,
  source: CredentialedSource | undefined,
  { sources, settings, problems }: Guarded,
): Problem | null {
  const accepts = ({ auth }: CredentialedSource) =>
    auth.type !== 'hmac' && checkAuthorization(auth, headers).ok
  if (!source) return sources.some(accepts) ? problems.noSuchSource : unauthorised({ settings })
  if (source.auth.type !== 'hmac' && !accepts(source)) return unauthorised({ settings })
  const encoding = headers['content-encoding']
  return encoding && encoding !== 'identity' ? problems.compressed : null
}

/** Whatever the content type says, well-formed or not: the raw bytes are what is signed, stored and read as JSON. */
function acceptRawBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addHook('onRequest', (request, _reply, done) => {
    delete request.headers['content-type']
    done()
  })
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}
