import type { WantedSecret } from './read-secrets.ts'
import { SLACK_VARIABLES } from './variables.ts'
import type { YamlSource } from './yaml-source.ts'
import { variableName } from './kinds.ts'

const WHERE_TO_ENTER: Record<string, string> = {
  bearer:
    'put the same into the sender: Grafana → contact point → Authorization header → credentials; Alertmanager → http_config.authorization.credentials',
  basic:
    'put the same into the sender: Grafana → contact point → basic authentication password; Alertmanager → http_config.basic_auth.password',
  hmac: 'put the same into the sender: Grafana → contact point → HMAC signature → secret',
}

// Both work on the raw file, so that a mistake elsewhere hides no missing secret.

export function slackSecrets(source: YamlSource | null): WantedSecret[] {
  const mode = at(source?.value, 'slack', 'mode') === 'http' ? 'http' : 'socket'
  const wanted = SLACK_VARIABLES.filter(({ modes }) => modes.length === 0 || modes.includes(mode))
  return wanted.map((variable) => ({ ...variable, where: 'environment' }))
}

export function sourceSecrets(source: YamlSource | null): WantedSecret[] {
  const sources = at(source?.value, 'alerts', 'sources')
  if (!source || !Array.isArray(sources)) return []
  return sources.flatMap((entry: unknown, index): WantedSecret[] => {
    const name = at(entry, 'auth', 'secret')
    if (!variableName().safeParse(name).success) return []
    const enter = WHERE_TO_ENTER[String(at(entry, 'auth', 'type'))] ?? 'put the same into the sender'
    const where = source.locate(['alerts', 'sources', index, 'auth', 'secret'])
    return [{ name: String(name), where, remedy: `make one with "openssl rand -hex 32" and ${enter}` }]
  })
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    return typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined
  }, value)
}
