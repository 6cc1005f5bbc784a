import { AwsFault } from './aws-service.ts'

export function invalid(message: string): AwsFault {
  return new AwsFault('ValidationException', message)
}

/** As AWS words what a request's model does not allow. */
export function outOfBounds(member: string, constraint: string): AwsFault {
  return invalid(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  )
}

/** AWS sends this one without words. */
export function parameterNotFound(): AwsFault {
  return new AwsFault('ParameterNotFound', '')
}

/** Law of the simulators: what is not supported is refused, never ignored. */
export function refuseOthers(input: Record<string, unknown>, known: readonly string[]): void {
  const other = Object.keys(input).find((name) => input[name] !== undefined && !known.includes(name))
  if (other !== undefined) throw invalid(`the simulated Parameter Store does not support ${other}`)
}

/** Throws when it is missing or no text. */
export function textOf(input: Record<string, unknown>, name: string): string {
  const value = input[name]
  if (typeof value === 'string') return value
  throw outOfBounds(`${name.charAt(0).toLowerCase()}${name.slice(1)}`, 'Member must not be null')
}
