import type { WantedSecret } from './read-secrets.ts'
import { SLACK_VARIABLES } from './variables.ts'
import type { FieldPath, YamlSource } from './yaml-source.ts'
import { variableName } from './kinds.ts'

const WHERE_TO_ENTER: Record<string, string> = {
  bearer:
    'put the same into the sender: Grafana → contact point → Authorization header → credentials; Alertmanager → http_config.authorization.credentials',
  basic:
    'put the same into the sender: Grafana → contact point → basic authentication password; Alertmanager → http_config.basic_auth.password',
  hmac: 'put the same into the sender: Grafana → contact point → HMAC signature → secret',
}

// All work on the raw file, so that a mistake elsewhere hides no missing secret.

export function slackSecrets(source: YamlSource | null): WantedSecret[] {
  const mode = at(source?.value, 'slack', 'mode') === 'http' ? 'http' : 'socket'
  const wanted = SLACK_VARIABLES.filter(({ modes }) => modes.length === 0 || modes.includes(mode))
  return wanted.map((variable) => ({ ...variable, where: 'environment' }))
}

/** Of those who send to the bot: alerts and builds. */
export function senderSecrets(source: YamlSource | null): WantedSecret[] {
  return [
    ...secretsOf(source, ['alerts', 'sources'], (type) => {
      return `make one with "openssl rand -hex 32" and ${WHERE_TO_ENTER[type] ?? 'put the same into the sender'}`
    }),
    ...secretsOf(source, ['builds', 'sources'], () => {
      return 'make one with "openssl rand -hex 32" and put the same into the secrets of the pipeline'
    }),
  ]
}

export function registrySecrets(source: YamlSource | null): WantedSecret[] {
  return secretsOf(source, ['registries'], (type) => {
    const what = type === 'basic' ? 'the password of the user' : 'the token'
    return `${what} that may read from the registry, as the registry gave it`
  })
}

function secretsOf(
  source: YamlSource | null,
  list: FieldPath,
  remedyFor: (type: string) => string,
): WantedSecret[] {
  const found = at(source?.value, ...list)
  if (!source || !Array.isArray(found)) return []
  return found.flatMap((entry: unknown, index): WantedSecret[] => {
    const name = at(entry, 'auth', 'secret')
    if (!variableName().safeParse(name).success) return []
    const where = source.locate([...list, index, 'auth', 'secret'])
    return [{ name: String(name), where, remedy: remedyFor(String(at(entry, 'auth', 'type'))) }]
  })
}

function at(value: unknown, ...path: FieldPath): unknown {
  return path.reduce<unknown>((inner, key) => {
    return typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined
  }, value)
}
