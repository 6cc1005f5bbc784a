import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isLocal } from './http/guard.ts'
import { answerJson } from './http/respond.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>

/** The first handler that answers true has answered. */
export function createLocalServer(handlers: readonly Handler[]): Server {
  return createServer((request, response) => {
    void serve(handlers, request, response).catch((error: unknown) => {
      console.error('serving:', request.method, request.url, error)
      if (response.headersSent) response.destroy()
      else answerJson(response, { ok: false, error: 'internal_error' }, { status: 500 })
    })
  })
}

async function serve(
  handlers: readonly Handler[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLocal(request)) return answerJson(response, { ok: false, error: 'forbidden' }, { status: 403 })
  for (const handler of handlers) if (await handler(request, response)) return
  answerJson(response, { ok: false, error: 'not_found', message: 'there is nothing here' }, { status: 404 })
}

/** Resolves with the port once it listens on this machine only. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
