import { HTTPReceiver } from '@slack/bolt'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../lib/clock.ts'
import { createBoltLogger } from './bolt-logger.ts'
import type { DoorLog } from './door-deps.ts'

/** Slack's requests over HTTP: Bolt checks the signature on the raw bytes. */
export interface HttpEntrance {
  receiver: HTTPReceiver
  /** Fastify plugin: POST /slack/events. */
  plugin(app: FastifyInstance): Promise<void>
}

const PATH = '/slack/events'
const CLOCK_SKEW_S = 300

export function createHttpEntrance(options: {
  signingSecret: string
  clock: Clock
  logger: DoorLog
}): HttpEntrance {
  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret,
    endpoints: PATH,
    logger: createBoltLogger(options.logger, 'http'),
  })
  return {
    receiver,
    async plugin(app) {
      // Bolt reads the body itself.
      app.removeAllContentTypeParsers()
      app.addContentTypeParser('*', (_request, _payload, done) => done(null))
      app.post(PATH, async (request, reply) => {
        // Bolt takes any time to come; https://docs.slack.dev/authentication/verifying-requests-from-slack asks for five minutes.
        const sentAt = Number(request.headers['x-slack-request-timestamp'])
        if (sentAt * 1_000 > options.clock.now() + CLOCK_SKEW_S * 1_000) return reply.code(401).send()
        reply.hijack()
        receiver.requestListener(request.raw, reply.raw)
      })
    },
  }
}
