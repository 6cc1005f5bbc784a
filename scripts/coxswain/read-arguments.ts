import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { loadConfig, type LoadedConfig, type LoadOptions } from '../../src/config/load-config.ts'
import { CONFIG_VARIABLE } from '../../src/config/variables.ts'
import { UsageError, type Around } from './answer.ts'
import { USAGE } from './usage.ts'

const CONFIG = { config: { type: 'string' } } as const

/** Positional words and options; what is not known is refused. */
export function readArguments<Options extends ParseArgsOptionsConfig>(args: string[], options: Options) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { ...CONFIG, ...options } })
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)
    throw new UsageError(`${said}\n\n${USAGE}`, { cause: error })
  }
}

export function configOf(
  { env, readFile }: Around,
  file: string | undefined,
  options: LoadOptions,
): LoadedConfig {
  const named = file === undefined ? env : { ...env, [CONFIG_VARIABLE]: file }
  return loadConfig({ env: named, readFile }, options)
}
