import { invalidValue } from './input.ts'

const MOST = 100
const LEAST = 20

/** One page of what is sorted by `keyOf`, and the marker of the next. MaxRecords 20 to 100, 100 by default. */
export function page<T>(
  all: T[],
  asked: { MaxRecords: number | undefined; Marker: string | undefined },
  keyOf: (one: T) => string,
): { items: T[]; Marker: string | undefined } {
  const most = asked.MaxRecords ?? MOST
  if (most < LEAST || most > MOST)
    throw invalidValue(`Invalid value ${most} for MaxRecords. Must be between ${LEAST} and ${MOST}`)
  const after = asked.Marker === undefined ? null : readMarker(asked.Marker)
  const rest = after === null ? all : all.filter((one) => keyOf(one) > after)
  const items = rest.slice(0, most)
  const last = items.at(-1)
  return { items, Marker: rest.length > most && last !== undefined ? markerAfter(keyOf(last)) : undefined }
}

const PREFIX = 'after:'

function markerAfter(key: string): string {
  return Buffer.from(`${PREFIX}${key}`).toString('base64url')
}

function readMarker(marker: string): string {
  const plain = Buffer.from(marker, 'base64url').toString()
  if (!plain.startsWith(PREFIX)) throw invalidValue('The marker is invalid.')
  return plain.slice(PREFIX.length)
}

export function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1
}
