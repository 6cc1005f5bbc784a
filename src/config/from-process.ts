import { readFileSync } from 'node:fs'
import { loadConfig, type LoadedConfig, type LoadOptions } from './load-config.ts'

/** The configuration of this process: the one place that reads its environment. */
export function loadConfigOfProcess(options: LoadOptions = {}): LoadedConfig {
  return loadConfig({ env: process.env, readFile: (path) => readFileSync(path, 'utf8') }, options)
}
