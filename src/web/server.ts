import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'

export interface WebServerOptions {
  /** Each registers its routes: webhooks, health, metrics, … */
  routes: ((app: FastifyInstance) => void)[]
  /** Told about answers of 500. The error never leaves in the answer. */
  onError?: (error: unknown, request: { method: string; url: string }) => void
  closeWithinMs?: number
}

/** The largest webhook bodies known are 10,000 alerts in 4 MB. */
export const BODY_LIMIT_BYTES = 16 * 1024 * 1024
const REQUEST_TIMEOUT_MS = 30_000
const KEEP_ALIVE_MS = 75_000
/** A body that is still coming in then was answered by nobody: its sender sends it again. */
const CLOSE_WITHIN_MS = 5_000

/** The one HTTP server. The caller listens and closes; closing waits a little for the requests under way. */
export function createWebServer(options: WebServerOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    trustProxy: false,
    // A sender that is configured with a slash too many would lose its alerts: most never retry.
    routerOptions: { ignoreTrailingSlash: true },
    logger: false,
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500) return reply.code(status).send({ error: error.message })
    options.onError?.(error, { method: request.method, url: request.url })
    return reply.code(status).send({ error: 'something went wrong here; it is in the log' })
  })
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: 'there is nothing at this address' }),
  )
  app.addHook('preClose', (done) => {
    setTimeout(() => app.server.closeAllConnections(), options.closeWithinMs ?? CLOSE_WITHIN_MS).unref()
    done()
  })
  for (const register of options.routes) register(app)
  return app
}
