import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to a server of this machine that can be cut: what a process that dies leaves behind. */
export interface SeverableLine {
  url: string
  /** Breaks every connection; nobody is let in any more. */
  sever(): void
}

/** `accept` serves what comes in: handing it on byte by byte would cost as much as the serving. */
export function openSeverableLine(accept: (connection: Socket) => void): Promise<SeverableLine> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    accept(socket)
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        sever() {
          server.close()
          for (const socket of sockets) socket.destroy()
        },
      })
    })
  })
}
