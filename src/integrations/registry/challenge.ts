/** What a 401 asks for: https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1 */
export type Challenge =
  { scheme: 'bearer'; realm: string; service: string | null; scopes: string[] } | { scheme: 'basic' }

const PARAMETER = /^\s*,?\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/

/** Of several challenges a token is asked for before a password is sent. */
export function challengeIn(header: string | null): Challenge | null {
  const found = (header ?? '').slice(0, 4000)
  const bearer = /(?:^|,\s*)bearer\s+/i.exec(found)
  const { realm, service, scope } = bearer ? parameters(found.slice(bearer.index + bearer[0].length)) : {}
  if (realm !== undefined) {
    return {
      scheme: 'bearer',
      realm,
      service: service ?? null,
      scopes: (scope ?? '').split(' ').filter(Boolean),
    }
  }
  return /(?:^|,\s*)basic\b/i.test(found) ? { scheme: 'basic' } : null
}

function parameters(text: string): Record<string, string | undefined> {
  const found: Record<string, string> = {}
  let rest = text
  for (let match = PARAMETER.exec(rest); match; match = PARAMETER.exec(rest)) {
    const [all, name = '', quoted, plain = ''] = match
    found[name.toLowerCase()] ??= quoted?.replaceAll(/\\(.)/g, '$1') ?? plain
    rest = rest.slice(all.length)
  }
  return found
}
