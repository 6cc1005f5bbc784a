import { AwsFault, type AwsCall } from '../aws-service.ts'

type Sent = Readonly<Record<string, unknown>>
/** Reads one parameter; throws AwsFault. `used` collects the names on the wire that it understood. */
type Reader<T> = (sent: Sent, name: string, used: Set<string>) => T
type Read<Shape> = { [Name in keyof Shape]: Shape[Name] extends Reader<infer T> ? T : never }

/**
 * The parameters of a call. Throws AwsFault when one is missing or cannot be read, and for parameters that the shape
 * does not name: what is not simulated is refused, never ignored.
 */
export function readInput<Shape extends Record<string, Reader<unknown>>>(
  { input, operation }: AwsCall,
  shape: Shape,
): Read<Shape> {
  const used = new Set<string>()
  const read = Object.entries(shape).map(([name, reader]) => [name, reader(input, name, used)])
  const other = Object.keys(input).find((name) => !used.has(name))
  if (other !== undefined)
    throw invalidValue(`the simulated ElastiCache does not support ${other} of ${operation}`)
  return Object.fromEntries(read) as Read<Shape>
}

export const text: Reader<string | undefined> = (sent, name, used) => {
  used.add(name)
  const value = sent[name]
  return typeof value === 'string' ? value : undefined
}

export const required: Reader<string> = (sent, name, used) => {
  const value = text(sent, name, used)
  if (value === undefined || value === '')
    throw new AwsFault('MissingParameter', `The request must contain the parameter ${name}`)
  return value
}

export const integer: Reader<number | undefined> = (sent, name, used) => {
  const value = text(sent, name, used)
  if (value === undefined) return undefined
  if (!/^-?\d{1,9}$/.test(value)) throw new AwsFault('MalformedInput', `${name} is no integer: ${value}`)
  return Number(value)
}

export const flag: Reader<boolean | undefined> = (sent, name, used) => {
  const value = text(sent, name, used)
  if (value === undefined) return undefined
  if (value !== 'true' && value !== 'false')
    throw new AwsFault('MalformedInput', `${name} is neither true nor false: ${value}`)
  return value === 'true'
}

export const time: Reader<number | undefined> = (sent, name, used) => {
  const value = text(sent, name, used)
  if (value === undefined) return undefined
  const at = Date.parse(value)
  if (Number.isNaN(at)) throw new AwsFault('MalformedInput', `${name} is no timestamp: ${value}`)
  return at
}

/** `SubnetIds.SubnetIdentifier.1`: the element's name is the list's own, `member` where it has none. */
export function texts(element = 'member'): Reader<string[] | undefined> {
  return (sent, name, used) =>
    itemsOf(sent, { name, element, fields: [''] }, used)?.map((item) => item[''] ?? '')
}

export const tags: Reader<Record<string, string> | undefined> = (sent, name, used) => {
  const items = itemsOf(sent, { name, element: 'Tag', fields: ['.Key', '.Value'] }, used)
  return items && Object.fromEntries(items.map((item) => [item['.Key'] ?? '', item['.Value'] ?? '']))
}

export const parameterValues: Reader<[name: string, value: string][] | undefined> = (sent, name, used) => {
  const fields = ['.ParameterName', '.ParameterValue']
  const items = itemsOf(sent, { name, element: 'ParameterNameValue', fields }, used)
  return items?.map((item) => [item['.ParameterName'] ?? '', item['.ParameterValue'] ?? ''])
}

function itemsOf(
  sent: Sent,
  { name, element, fields }: { name: string; element: string; fields: string[] },
  used: Set<string>,
): Record<string, string | undefined>[] | undefined {
  // An empty list is the bare name.
  if (text(sent, name, used) !== undefined) return []
  const items: Record<string, string | undefined>[] = []
  for (;;) {
    const prefix = `${name}.${element}.${items.length + 1}`
    const item = Object.fromEntries(fields.map((field) => [field, text(sent, `${prefix}${field}`, used)]))
    if (Object.values(item).every((value) => value === undefined))
      return items.length === 0 ? undefined : items
    items.push(item)
  }
}

export function invalidValue(message: string): AwsFault {
  return new AwsFault('InvalidParameterValue', message)
}

export function invalidCombination(message: string): AwsFault {
  return new AwsFault('InvalidParameterCombination', message)
}
