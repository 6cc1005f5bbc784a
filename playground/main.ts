import type { PlaygroundAddresses } from './launch.ts'

const STOP_WITHIN_MS = 15_000

if (isTooOld(process.versions.node)) {
  leave(
    `the playground needs Node 22.18 or newer, this is ${process.versions.node}: "npm run playground" brings its own`,
  )
}

const stopping = new AbortController()
const say = (line: string) => console.error(`playground: ${line}`)
for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, stop)

const { parseArguments, USAGE } = await import('./launch-arguments.ts')
const { watchNpm } = await import('./launch-npm.ts')
const { launch } = await import('./launch.ts')

watchNpm(stop)
const args = readArguments()
try {
  const playground = await launch(args, { say, signal: stopping.signal })
  if (args.json) console.log(JSON.stringify(playground.addresses))
  else console.log(words(playground.addresses))
  await aborted(stopping.signal)
  await playground.stop()
} catch (error) {
  if (!stopping.signal.aborted) leave(error instanceof Error ? error.message : String(error))
}
process.exit(0)

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < 22 || (major === 22 && minor < 18)
}

function readArguments() {
  try {
    const parsed = parseArguments(process.argv.slice(2))
    if (parsed !== 'help') return parsed
  } catch (error) {
    return leave(`${(error as Error).message}\n\n${USAGE}`, 2)
  }
  console.log(USAGE)
  return process.exit(0)
}

function stop(): void {
  stopping.abort()
  setTimeout(() => leave('something did not stop in time'), STOP_WITHIN_MS).unref()
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function words({ page }: PlaygroundAddresses): string {
  return `
  The playground is ready:  ${page}

  Open the page, press "Alert sources" and send something, or "Builds" and deploy it; Ctrl-C stops it.
  Data is kept in ${args.dataDir}, the bot's log in ${args.dataDir}/bot.log
`
}

function leave(why: string, code = 1): never {
  console.error(why)
  process.exit(code)
}
