import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An address that ends the bot when the simulator calls it, and answers once the bot is dead. */
export interface KillSwitch {
  url: string
  /** Resolves with true when the next call has killed it, false when `ms` passed without. */
  struck(ms: number): Promise<boolean>
  /** Before a new kill is prepared: what struck before does not count. */
  arm(): void
  close(): Promise<void>
}

export async function createKillSwitch(kill: () => Promise<void>): Promise<KillSwitch> {
  let struck = Promise.withResolvers<true>()
  const strike = async (response: ServerResponse) => {
    await kill()
    struck.resolve(true)
    response.end()
  }
  const server = createServer((_request, response) => void strike(response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    arm: () => void (struck = Promise.withResolvers()),
    async struck(ms) {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<false>((resolve) => void (timer = setTimeout(() => resolve(false), ms)))
      const first = await Promise.race([struck.promise, late])
      clearTimeout(timer)
      return first
    },
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
