import { loadConfig, type LoadedConfig } from '../../../src/config/load-config.ts'
import { ConfigError, type Problem } from '../../../src/config/problem.ts'

export const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-secret-bot', SLACK_APP_TOKEN: 'xapp-secret-app' }

/** A file that is right, to be made wrong in one place. */
export const GOOD = `slack:
  fallbackChannel: C0UNOWNED
`

/** Loads `coxswain.yaml` with this text; further files by their paths. */
export function load(
  text: string | null,
  env: Record<string, string> = TOKENS,
  files: Record<string, string> = {},
): LoadedConfig {
  const all: Record<string, string> = text === null ? files : { 'coxswain.yaml': text, ...files }
  return loadConfig({
    env,
    readFile: (path) => {
      const found = all[path]
      if (found === undefined) throw new Error(`ENOENT ${path}`)
      return found
    },
  })
}

export function problemsOf(
  text: string | null,
  env?: Record<string, string>,
  files?: Record<string, string>,
): Problem[] {
  return errorOf(text, env, files)?.problems ?? []
}

export function errorOf(
  text: string | null,
  env?: Record<string, string>,
  files?: Record<string, string>,
): ConfigError | null {
  try {
    load(text, env, files)
    return null
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}
