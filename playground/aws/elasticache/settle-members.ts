import { tell } from './events.ts'
import type { Region } from './region.ts'
import type { Member } from './records.ts'

/** Members that became what they were on their way to; those that went are taken out. */
export function settleMembers(
  region: Region,
  holder: { members: Member[]; nodeType?: string; engineVersion?: string },
  now: number,
): void {
  for (const member of holder.members) {
    const { status, until, name, zone } = member
    if (until === null || until > now) continue
    const say = (message: string) =>
      tell(region, until, { source: name, sourceType: 'cache-cluster', message })
    if (status === 'creating') {
      say(`Added cache node 0001 in availability zone ${zone}`)
      say('Cache cluster created')
    }
    if (status === 'deleting') {
      say('Cache cluster deleted')
      continue
    }
    member.status = 'available'
    member.until = null
    member.nodeType = holder.nodeType ?? member.nodeType
    member.engineVersion = holder.engineVersion ?? member.engineVersion
  }
  holder.members = holder.members.filter(
    ({ status, until }) => status !== 'deleting' || until === null || until > now,
  )
}
