import type { App } from './compose.ts'

const NODE_MAJOR = 24
const STOP_WITHIN_MS = 20_000

process.on('unhandledRejection', (error) => die('something was left unhandled', error))
process.on('uncaughtException', (error) => die('something broke', error))

if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR) {
  refuse(`coxswain needs Node ${NODE_MAJOR}, this is ${process.versions.node}: "npm start" brings its own`)
}

const app = await start()
process.once('SIGTERM', stop)
process.once('SIGINT', stop)

async function start(): Promise<App> {
  const { startApp } = await import('./compose.ts')
  const { loadConfigOfProcess } = await import('./config/from-process.ts')
  try {
    return await startApp(loadConfigOfProcess())
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

function stop(): void {
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
  app.stop().then(
    () => process.exit(0),
    (error: unknown) => die('stopping', error),
  )
}

function refuse(why: string): never {
  console.error(why)
  process.exit(1)
}

/** A supervisor starts it again; nothing is lost, whatever state it was in. */
function die(what: string, error: unknown): never {
  return refuse(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
}
