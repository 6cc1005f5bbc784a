import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createManifests, type Manifests } from './manifests.ts'
import { serve, type RegistryFaults } from './serve.ts'
import { createTokens, type Account } from './tokens.ts'

export interface RegistrySimulatorOptions {
  /** 0, the default: any free one. */
  port?: number
  /** Makes it private: only who comes with these may pull. */
  account?: Account
}

export interface RegistrySimulator extends Pick<Manifests, 'add' | 'remove'> {
  url: string
  /** As it would stand in an image, with its port. */
  host: string
  faults: RegistryFaults
  /** What was asked: method, path and whether credentials came with it. */
  requests: { method: string; path: string; scheme: string | null }[]
  stop(): Promise<void>
}

/** Starts a simulated registry on 127.0.0.1 that answers for manifests: see README.md. */
export async function startRegistrySimulator({
  port = 0,
  account,
}: RegistrySimulatorOptions = {}): Promise<RegistrySimulator> {
  const manifests = createManifests()
  const faults: RegistryFaults = { status: null, hideDigest: false, noHead: false, dropped: false }
  const requests: RegistrySimulator['requests'] = []
  const serving = { manifests, tokens: createTokens(account), faults, url: () => url }
  const server = createServer((request, response) => {
    if (faults.dropped) return void request.socket.destroy()
    requests.push(noted(request))
    answer(request, response)
  })
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { status, headers, body } = serve(serving, request)
    const length = { 'content-length': String(Buffer.byteLength(body)) }
    const version = { 'docker-distribution-api-version': 'registry/2.0' }
    response.writeHead(status, { ...version, ...headers, ...length })
    response.end(request.method === 'HEAD' ? undefined : body)
    request.resume()
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const host = `127.0.0.1:${String(typeof address === 'object' && address ? address.port : port)}`
  const url = `http://${host}`
  return {
    url,
    host,
    faults,
    requests,
    add: manifests.add,
    remove: manifests.remove,
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function noted({ method = '', url = '', headers }: IncomingMessage): RegistrySimulator['requests'][number] {
  return { method, path: url, scheme: headers.authorization?.split(' ')[0] ?? null }
}
