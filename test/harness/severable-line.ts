import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to a server of this machine that can be cut: what a process that dies leaves behind. */
export interface SeverableLine {
  url: string
  /** Breaks every connection; nobody is let in any more. */
  sever(): void
}

export function openSeverableLine(target: string): Promise<SeverableLine> {
  const { port } = new URL(target)
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    return socket
  }
  const server = createServer((near) => {
    const far = keep(connect(Number(port), '127.0.0.1'))
    keep(near).pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
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
