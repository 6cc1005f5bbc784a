import type { FoundPart, Written } from '../../../domain/resources/cloud.ts'
import type { PartSight, PartSpec } from '../../../domain/resources/part.ts'
import type { Calls } from '../calls.ts'
import type { GroupReads } from '../group-reads.ts'

/** What the port `Cloud` does, for one type of part. */
export interface PartAdapter {
  look(part: PartSpec): Promise<PartSight>
  make(part: PartSpec): Promise<Written>
  mend(part: PartSpec): Promise<Written>
  unmake(part: PartSpec): Promise<Written>
  /** Everything of the type whose description has the marker. Absent: it has no description. */
  marked?: (marker: string) => Promise<FoundPart[]>
}

export interface PartDeps {
  calls: Calls
  groups: GroupReads
}

export const ABSENT: PartSight = { seen: 'absent' }

/** AWS writes some in capitals. Things that have none are there or not. */
export function statusOf(status: string | undefined): string {
  return (status ?? 'available').toLowerCase()
}
