import { parse } from 'yaml'
import { commandList } from '../../src/commands/index.ts'
import type { CommandWords } from '../../src/views/help.ts'
import type { Check } from './check.ts'
import { manifestSchema, type Manifest } from './manifest-schema.ts'
import { readText } from './repository.ts'
import { calledMethods } from './slack-methods.ts'
import { SCOPES_OF_COMMANDS, SCOPES_OF_METHOD } from './slack-scopes.ts'

export const manifestCheck: Check = {
  name: 'manifest',
  run: async () => {
    const parsed = manifestSchema.safeParse(parse(readText('manifest.yml')))
    if (!parsed.success) {
      return parsed.error.issues.map(({ path, message }) => `manifest.yml ${path.join('.')}: ${message}`)
    }
    return [...commandProblems(parsed.data, commandList), ...scopeProblems(parsed.data, calledMethods())]
  },
}

export function commandProblems(
  { features }: { features: Pick<Manifest['features'], 'slash_commands'> },
  registered: readonly Pick<CommandWords, 'name' | 'summary' | 'usage'>[],
): string[] {
  const listed = new Map(features.slash_commands.map((command) => [command.command, command]))
  const problems = registered.flatMap(({ name, summary, usage }) => {
    const entry = listed.get(name)
    if (!entry) return [`${name} stands in src/commands/index.ts but not in manifest.yml: add it there`]
    if (entry.description === summary && entry.usage_hint === usage) return []
    return [
      `manifest.yml ${name}: give it the registry's texts, description: ${summary}, usage_hint: '${usage}'`,
    ]
  })
  const names = new Set<string>(registered.map(({ name }) => name))
  const extra = [...listed.keys()].filter((name) => !names.has(name))
  return [
    ...problems,
    ...extra.map((name) => `manifest.yml ${name} is in no registry: delete it, or list the command`),
  ]
}

/** `called`: Web API methods of the code, each with a file that calls it. */
export function scopeProblems(
  { oauth_config }: Pick<Manifest, 'oauth_config'>,
  called: Map<string, string>,
): string[] {
  if (called.size === 0)
    return ['no Web API method was found under src: correct scripts/verify/slack-methods.ts']
  const granted = oauth_config.scopes.bot
  const needed = new Map(SCOPES_OF_COMMANDS.map((scope) => [scope, 'slash commands']))
  const problems: string[] = []
  for (const [method, path] of called) {
    const scopes = SCOPES_OF_METHOD[method]
    if (!scopes) problems.push(`${path} calls ${method}: add its scopes to scripts/verify/slack-scopes.ts`)
    for (const scope of scopes ?? []) needed.set(scope, `${method} in ${path}`)
  }
  for (const [scope, use] of needed) {
    if (!granted.includes(scope))
      problems.push(`manifest.yml misses the bot scope ${scope}, needed for ${use}`)
  }
  const idle = granted.filter((scope) => !needed.has(scope))
  return [
    ...problems,
    ...idle.map((scope) => `manifest.yml asks for ${scope}, which no call needs: delete it`),
  ]
}
