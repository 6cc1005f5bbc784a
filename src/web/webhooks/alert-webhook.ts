import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { AlertSource, SourceCredential } from '../../domain/policy.ts'
import { sourceId } from '../../domain/source-id.ts'
import type { InFlight } from '../../lib/in-flight.ts'
import type { Operation } from '../../operations/define-operation.ts'
import type { Received } from '../../operations/receive-alerts.ts'
import { checkAuthorization, checkCredential } from './credential.ts'
import { problemOfError, PROBLEMS, unauthorised, type Problem } from './problems.ts'
import { takeIn, type Kept } from './take-in.ts'

export type ConfiguredSource = Pick<AlertSource, 'kind' | 'name'> & { auth: SourceCredential }

export interface WebhookDeps {
  sources: ConfiguredSource[]
  receiveAlerts: Operation<Received>
  now(): number
  /** Raised while a webhook is under way. */
  intake: InFlight
  /** Told after each answer, for metrics and the log. */
  onAnswer?: (answer: WebhookAnswer) => void
}

export interface WebhookAnswer {
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

export interface Sender {
  kind: AlertSource['kind']
  methods: HTTPMethods[]
  /** Where its user sets the credential. */
  settings: string
}

const METHODS: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** `/webhooks/<kind>/<source>`: checks the credential, stores the body, answers 2xx once it is durable. */
export function registerAlertWebhook(app: FastifyInstance, sender: Sender, deps: WebhookDeps): void {
  const find = (request: FastifyRequest) => {
    const { source } = request.params as { source: string }
    return deps.sources.find(({ kind, name }) => kind === sender.kind && name === source)
  }
  const tell = (request: FastifyRequest, answer: Omit<WebhookAnswer, 'source'>) =>
    deps.onAnswer?.({ source: sourceId(sender.kind, find(request)?.name ?? '?'), ...answer })
  const refuse = (request: FastifyRequest, reply: FastifyReply, problem: Problem, error: unknown = null) => {
    tell(request, { status: problem.status, kept: null, problem: problem.text, error })
    if (problem.retryAfterSeconds) void reply.header('retry-after', problem.retryAfterSeconds)
    return reply.code(problem.status).send({ error: problem.text })
  }

  void app.register(async (scope) => {
    acceptRawBodies(scope)
    scope.setErrorHandler((error, request, reply) => refuse(request, reply, problemOfError(error), error))
    const url = `/webhooks/${sender.kind}/:source`
    const wrongMethod = async (request: FastifyRequest, reply: FastifyReply) =>
      refuse(request, reply.header('allow', sender.methods.join(', ')), PROBLEMS.wrongMethod)
    const others = METHODS.filter((method) => !sender.methods.includes(method))
    scope.route({ method: others, url, onRequest: wrongMethod, handler: wrongMethod })
    scope.route({
      method: sender.methods,
      url,
      async onRequest(request, reply) {
        const problem = problemOfHead(request, { source: find(request), sender, deps })
        if (problem) return refuse(request, reply, problem)
      },
      async handler(request, reply) {
        const source = find(request)
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const signed = { headers: request.headers, body, now: deps.now() }
        if (!source || !checkCredential(source.auth, signed).ok)
          return refuse(request, reply, unauthorised(sender))
        const taken = await takeIn(source, body, deps)
        if (!taken.ok) return refuse(request, reply, taken.problem)
        tell(request, { status: 200, kept: taken.kept, problem: null, error: null })
        return reply.send({
          stored: taken.kept.firing + taken.kept.resolved,
          quarantined: taken.kept.quarantined,
        })
      },
    })
  })
}

interface Head {
  source: ConfiguredSource | undefined
  sender: Sender
  deps: Pick<WebhookDeps, 'sources'>
}

/** What can be refused before the body is read. Only who holds a credential learns that a source does not exist. */
function problemOfHead({ headers }: FastifyRequest, { source, sender, deps }: Head): Problem | null {
  const accepts = ({ auth }: ConfiguredSource) => auth.type !== 'hmac' && checkAuthorization(auth, headers).ok
  if (!source) {
    const isKnownSender = deps.sources.some((other) => other.kind === sender.kind && accepts(other))
    return isKnownSender ? PROBLEMS.noSuchSource : unauthorised(sender)
  }
  if (source.auth.type !== 'hmac' && !accepts(source)) return unauthorised(sender)
  const encoding = headers['content-encoding']
  return encoding && encoding !== 'identity' ? PROBLEMS.compressed : null
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
