import type { Server } from 'node:http'
import type { Http2SecureServer } from 'node:http2'
import type { AddressInfo } from 'node:net'

/** Listens on a free port of this machine and counts the connections that are made. */
export async function listenOn(server: Server | Http2SecureServer, scheme: 'http' | 'https' = 'http') {
  let connections = 0
  server.on(scheme === 'http' ? 'connection' : 'secureConnection', () => connections++)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${scheme}://127.0.0.1:${String(port)}`,
    connections: () => connections,
    /** Those that are open now. */
    open: () =>
      new Promise<number>((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
      }),
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
