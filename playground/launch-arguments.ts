import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CLUSTER_PLACES } from './clusters/cluster-places.ts'

export interface LaunchArguments {
  /** One line of JSON on stdout instead of words. */
  json: boolean
  port: number
  dataDir: string
  speed: number
  mode: 'socket' | 'http'
  /** Path of a kubeconfig by the name of the cluster that is not simulated. */
  kubeconfigs: Record<string, string>
}

export const USAGE = `usage: npm run playground -- [--json] [--port N] [--data DIR] [--speed N] [--mode socket|http]
                                  [--kubeconfig NAME=PATH]…

  --json       print one line of JSON when ready, for scripts
  --port N     port of the page (default 4400; 0: any free one)
  --data DIR   where the workspace and the bot's database are kept (default .coxswain/playground)
  --speed N    time runs N times as fast, for the bot and the workspace alike
  --mode M     how the bot listens to Slack: socket (default) or http
  --kubeconfig NAME=PATH
               a cluster of your own instead of the simulated NAME; may be given for each of
               ${CLUSTER_PLACES.map(({ name }) => name).join(', ')}`

/** Throws an Error with words for the person at the terminal. */
export function parseArguments(argv: string[]): LaunchArguments | 'help' {
  const { values } = parseArgs({
    args: argv,
    options: {
      json: { type: 'boolean', default: false },
      port: { type: 'string', default: '4400' },
      data: { type: 'string', default: '.coxswain/playground' },
      speed: { type: 'string', default: '1' },
      mode: { type: 'string', default: 'socket' },
      kubeconfig: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new Error(`--port must be 0 to 65535, not "${values.port}"`)
  const speed = Number(values.speed)
  if (!/^\d+(\.\d+)?$/.test(values.speed) || speed < 1 || speed > 3600) {
    throw new Error(`--speed must be 1 to 3600, not "${values.speed}"`)
  }
  const { mode } = values
  if (mode !== 'socket' && mode !== 'http') throw new Error(`--mode must be socket or http, not "${mode}"`)
  if (!values.data) throw new Error('--data needs a directory')
  const kubeconfigs = Object.fromEntries(values.kubeconfig.map(readKubeconfig))
  return { json: values.json, port, dataDir: values.data, speed, mode, kubeconfigs }
}

function readKubeconfig(text: string): [name: string, path: string] {
  const [name = '', ...rest] = text.split('=')
  const path = rest.join('=')
  const known = CLUSTER_PLACES.map((place) => place.name)
  if (!known.includes(name) || !path)
    throw new Error(`--kubeconfig must be NAME=PATH, NAME one of ${known.join(', ')}, not "${text}"`)
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new Error(`--kubeconfig ${name}: there is no file ${path}`)
  return [name, resolve(path)]
}
