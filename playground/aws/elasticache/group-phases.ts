import type { ReplicationGroup } from './records.ts'

/** Members follow their group by the lag. */
interface Phase {
  /** When the group is through. */
  until: number
  memberLagMs: number
}

/** Which members change, the caller says. */
export function beginChange(group: ReplicationGroup, until: number): void {
  group.status = 'modifying'
  group.until = until
}

export function beginDeletion(group: ReplicationGroup, { until, memberLagMs }: Phase): void {
  group.status = 'deleting'
  group.until = until
  for (const member of group.members) {
    member.status = 'deleting'
    member.until = until + memberLagMs
  }
}
