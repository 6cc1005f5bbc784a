import { createHash } from 'node:crypto'
import type { RequestOptions } from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node'
import { Agent, type Dispatcher } from 'undici'
import { loadLibrary } from './library.ts'

export interface Connections {
  of(config: KubeConfig, options: RequestOptions): Promise<Dispatcher>
  close(): Promise<void>
}

/**
 * The client library's own requests make a dispatcher, thus a TLS connection, each; here one lives as long as the
 * server and the certificates stay the same.
 */
export function createConnections(): Connections {
  let kept: { print: string; dispatcher: Dispatcher } | null = null
  return {
    async of(config, options) {
      const print = printOf(config, options)
      if (kept?.print === print) return kept.dispatcher
      const dispatcher = await newDispatcher(config)
      // Running watches end by themselves; close() waits for them.
      void kept?.dispatcher.close().catch(() => {})
      kept = { print, dispatcher }
      return dispatcher
    },
    async close() {
      await kept?.dispatcher.destroy()
      kept = null
    },
  }
}

async function newDispatcher(from: KubeConfig): Promise<Dispatcher> {
  const server = from.getCurrentCluster()?.server ?? ''
  const { HttpMethod, RequestContext } = await loadLibrary()
  const context = new RequestContext(server, HttpMethod.GET)
  await from.applySecurityAuthentication(context)
  return withoutHttp2(context.getDispatcher() ?? new Agent())
}

/** With HTTP/2 all watches share one connection, and after it died in silence the next ones would wait on it too. */
function withoutHttp2(dispatcher: Dispatcher): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    const http1: typeof options & { allowH2: boolean } = { ...options, allowH2: false }
    return dispatch(http1, handler)
  })
}

function printOf(from: KubeConfig, options: RequestOptions): string {
  const cluster = from.getCurrentCluster()
  const { servername, rejectUnauthorized, ca, cert, key } = options
  const parts = [cluster?.server, cluster?.proxyUrl, servername, rejectUnauthorized, ca, cert, key]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
