import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listenOn } from './cluster-adapter-listen.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { createCluster, type ClusterOptions } from '../../src/integrations/kubernetes/create-cluster.ts'
import type { ClusterCall } from '../../src/integrations/kubernetes/calls.ts'
import { createLogger } from '../../src/lib/logger.ts'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: string
}

export type Script = (asked: Asked, response: ServerResponse) => void

/** An API server that answers as the test says. */
export async function startScriptedApi(script: Script) {
  const asked: Asked[] = []
  const server = createServer((request, response) => void take(request, response))
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://api')
    const { method = '', headers } = request
    const one = { method, path: url.pathname, query: url.searchParams, headers, body: await bodyOf(request) }
    asked.push(one)
    script(one, response)
  }
  return { ...(await listenOn(server)), asked }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

export function answer(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
}

export function kubeconfig(
  server: string,
  user: object = { token: 'token-of-the-test' },
  cluster: object = {},
) {
  const path = join(mkdtempSync(join(tmpdir(), 'coxswain-kubeconfig-')), 'config')
  writeFileSync(
    path,
    JSON.stringify({
      clusters: [{ name: 'c', cluster: { server, 'insecure-skip-tls-verify': true, ...cluster } }],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }),
  )
  return path
}

/** The adapter before a scripted API server, on a clock that the test moves. */
export async function scriptedCluster(script: Script, options: Partial<ClusterOptions> = {}) {
  const api = await startScriptedApi(script)
  const clock = createTestClock()
  const calls: ClusterCall[] = []
  const cluster = createCluster({
    name: 'alpha',
    kubeconfigPath: kubeconfig(api.url),
    clock,
    logger: createLogger('silent'),
    onCall: (call) => calls.push(call),
    ...options,
  })
  const close = async () => {
    await cluster.close()
    await api.close()
  }
  return { cluster, clock, calls, asked: api.asked, url: api.url, [Symbol.asyncDispose]: close }
}
