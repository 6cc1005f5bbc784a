import { markerOf, type PartSpec } from '../../domain/resources/part.ts'

/** Of a replication group; nothing else that we describe takes less. */
const LONGEST = 255

/** The wanted description, with the marker in any case. */
export function descriptionOf(part: PartSpec): string {
  const marker = markerOf(part.resourceId)
  const { description } = part.values
  const words = typeof description === 'string' ? description : ''
  return words.slice(0, LONGEST).includes(marker)
    ? words.slice(0, LONGEST)
    : `${words.slice(0, LONGEST - marker.length - 1)} ${marker}`.trim()
}

export function ownerByDescription(description: string | undefined, part: PartSpec): 'ours' | 'foreign' {
  return description?.includes(markerOf(part.resourceId)) ? 'ours' : 'foreign'
}
