import { createSpeedClock } from './clock.ts'
import { recorded } from './delivery.ts'
import { serveFile } from './http/file-content.ts'
import { serveResponseUrl } from './http/response-url.ts'
import { createSignedHttp } from './http/signed-http.ts'
import { serveUpload } from './http/upload.ts'
import { serveUserSide } from './http/user-side.ts'
import { serveWebApi } from './http/web-api.ts'
import { autosave } from './autosave.ts'
import { changeChannel, changeGroup, changePerson } from './people/changes.ts'
import { findChannel } from './people/find.ts'
import { personActions } from './people/person-actions.ts'
import { loadWorkspace } from './persistence.ts'
import { createLocalServer, listen, type Handler } from './server.ts'
import { createSocketMode } from './socket/socket-mode.ts'
import type { SimulatorOptions, SlackSimulator } from './simulator-types.ts'
import { wireMessage } from './wire-message.ts'
import { createWorld } from './create-world.ts'
import type { World } from './world.ts'

export type { SimulatorOptions, SlackSimulator }

/** Starts a simulated Slack workspace on 127.0.0.1. */
export async function startSlackSimulator(options: SimulatorOptions): Promise<SlackSimulator> {
  const clock = options.clock ?? createSpeedClock()
  const sockets = createSocketMode(options.workspace.bot.appId)
  const world = createWorld(options, clock)
  if (options.persistPath) loadWorkspace(world, options.persistPath)
  const endSaving = options.persistPath ? autosave(world, options.persistPath) : () => {}
  const { signingSecret } = world.credentials
  const transport = recorded(
    options.signedHttp ? createSignedHttp({ ...options.signedHttp, signingSecret }) : sockets,
    world.traffic,
  )

  const served =
    (prefix: string, serve: Handler): Handler =>
    (request, response) =>
      (request.url ?? '').startsWith(prefix) ? serve(request, response) : false
  const answered =
    (serve: (w: World, ...rest: Parameters<Handler>) => Promise<void>): Handler =>
    async (request, response) => (await serve(world, request, response), true)
  const server = createLocalServer([
    served('/api/', answered(serveWebApi)),
    served('/commands/', answered(serveResponseUrl)),
    served('/actions/', answered(serveResponseUrl)),
    served('/upload/', answered(serveUpload)),
    served('/files-pri/', answered(serveFile)),
    served('/playground/', (request, response) => serveUserSide(simulator, request, response)),
    (request, response) => options.staticHandler?.(request, response) ?? false,
  ])
  server.on('upgrade', sockets.upgrade)
  const port = await listen(server, options.port)
  world.url = `http://127.0.0.1:${port}`
  world.openSocketUrl = () => sockets.openUrl(`ws://127.0.0.1:${port}`)

  const simulator: SlackSimulator = {
    url: world.url,
    apiUrl: `${world.url}/api/`,
    botToken: world.credentials.botToken,
    appToken: world.credentials.appToken,
    signingSecret,
    speed: options.speed ?? 1,
    world,
    faults: world.faults,
    settings: world.settings,
    as: (who) => personActions(world, transport, who),
    messages(name) {
      const channel = findChannel(world.workspace, name)
      return channel.log.all().map((message) => wireMessage(world, channel, message, { metadata: true }))
    },
    calls: () => structuredClone(world.calls),
    connections: sockets.connections,
    refreshSockets: (reason = 'refresh_requested', count) => sockets.refresh(reason, count),
    changePerson: (who, change) => changePerson(world, who, change),
    changeChannel: (channel, change) => changeChannel(world, channel, change),
    changeGroup: (id, change) => changeGroup(world, id, change),
    revokeToken: (revoked) => void (world.credentials.revoked = revoked),
    recordTraffic: (exchange) => world.traffic.record(exchange),
    onEvent: (listener) => world.events.subscribe(listener),
    async stop() {
      await sockets.stop()
      endSaving()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return simulator
}
