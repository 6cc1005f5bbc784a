import { WebClient } from '@slack/web-api'
import { filesUnder, readText } from './repository.ts'

/** Web API methods that the code under src names outside comments, each with a file that does. */
export function calledMethods(): Map<string, string> {
  const known = knownMethods()
  const called = new Map<string, string>()
  for (const path of filesUnder('src', '.ts')) {
    const code = withoutComments(readText(path))
    for (const [chain] of code.matchAll(/(?<![\w-])[a-z]+(\.[a-zA-Z]+)+/g)) {
      const method = known.find((name) => chain === name || chain.endsWith(`.${name}`))
      if (method) called.set(method, path)
    }
  }
  return called
}

/** The names that the SDK knows, so that `users.length` of our own is none. */
function knownMethods(): string[] {
  const names: string[] = []
  const visit = (value: unknown, path: string[]) => {
    if (typeof value === 'function' && path.length > 1) names.push(path.join('.'))
    if (typeof value !== 'object' || value === null || path.length > 3) return
    for (const [key, inner] of Object.entries(value)) if (/^[a-z]/.test(key)) visit(inner, [...path, key])
  }
  const client = new WebClient() as unknown as Record<string, unknown>
  for (const family of Object.keys(client)) {
    const isFamily = typeof client[family] === 'object' && !/logger|requestQueue|headers|axios/i.test(family)
    if (isFamily) visit(client[family], [family])
  }
  return names
}

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')
}
