import net from 'node:net'

// Tests talk to this machine only: a connection anywhere else is a defect of the test or of the product.
const connect = net.Socket.prototype.connect
const LOOPBACK = /^(127\.|localhost$|::1$|\[::1\]$)/

function connectToLoopback(this: net.Socket, ...args: unknown[]) {
  const first = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0]
  const host = typeof first === 'object' && first !== null ? (first as { host?: string }).host : undefined
  const isPipe = typeof first === 'object' && first !== null && 'path' in first && Boolean(first.path)
  if (host && !isPipe && !LOOPBACK.test(host)) throw new Error(`a test tried to reach ${host}`)
  return (connect as (...all: unknown[]) => net.Socket).apply(this, args)
}
// Once a process, which many files share.
if (connect.name !== connectToLoopback.name) net.Socket.prototype.connect = connectToLoopback
