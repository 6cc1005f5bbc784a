import type { Problem } from './problem.ts'

export interface Surroundings {
  env: Record<string, string | undefined>
  /** Text of a file; throws when it can not be read. */
  readFile(path: string): string
}

export interface WantedSecret {
  name: string
  /** Where in the configuration it is asked for; `environment` for those every bot needs. */
  where: string
  remedy: string
  prefix?: string
}

/** Reads each wanted secret from NAME or from the file that NAME_FILE names. */
export function readSecrets(
  wanted: WantedSecret[],
  surroundings: Surroundings,
): { values: Map<string, string>; problems: Problem[] } {
  const values = new Map<string, string>()
  const problems: Problem[] = []
  for (const secret of wanted) {
    if (values.has(secret.name) || problems.some(({ field }) => field === secret.name)) continue
    const found = readOne(secret, surroundings)
    if ('value' in found) values.set(secret.name, found.value)
    else problems.push({ where: secret.where, field: secret.name, ...found })
  }
  return { values, problems }
}

function readOne(
  { name, remedy, prefix }: WantedSecret,
  { env, readFile }: Surroundings,
): { value: string } | { problem: string; remedy: string } {
  const fileVariable = `${name}_FILE`
  const [direct, path] = [env[name], env[fileVariable]]
  if (direct && path) {
    return {
      problem: `and ${fileVariable} are both set`,
      remedy: 'unset one of the two environment variables',
    }
  }
  let value = direct?.trim()
  if (path) {
    try {
      value = readFile(path).trim()
    } catch {
      const advice = 'let it name a file that this user may read'
      return { problem: `can not be read from the file that ${fileVariable} names`, remedy: advice }
    }
    if (!value) return { problem: `is empty in the file that ${fileVariable} names`, remedy }
  }
  if (!value)
    return {
      problem: 'is not set in the environment',
      remedy: `${remedy} (or ${fileVariable}, a file's path)`,
    }
  if (prefix && !value.startsWith(prefix)) {
    return { problem: `does not begin with ${prefix}; it may be another kind of token`, remedy }
  }
  return { value }
}
