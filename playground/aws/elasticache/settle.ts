import type { AwsSettings } from '../settings.ts'
import { tell } from './events.ts'
import type { Region } from './region.ts'
import type { User, UserGroup } from './records.ts'
import { settleGroup } from './settle-group.ts'
import { settleMembers } from './settle-members.ts'

/** What goes on by itself and has happened by now; afterwards everything in the region is as it is at `now`. */
export function settle(region: Region, now: number, settings: AwsSettings): void {
  for (const user of region.users.values()) settleUser(region, user, now)
  for (const group of region.userGroups.values()) settleUserGroup(region, group, now)
  for (const group of region.replicationGroups.values()) settleGroup(region, group, { now, settings })
  settleSnapshots(region, now)
  for (const leftover of region.leftovers) settleMembers(region, leftover, now)
  region.leftovers = region.leftovers.filter(
    ({ members, heldUntil }) => members.length > 0 || heldUntil > now,
  )
}

function settleUser(region: Region, user: User, now: number): void {
  if (!user.phase || user.phase.until > now) return
  if (user.phase.status === 'deleting') region.users.delete(user.name)
  user.phase = null
}

function settleUserGroup(region: Region, group: UserGroup, now: number): void {
  if (!group.phase || group.phase.until > now) return
  if (group.phase.status === 'deleting') region.userGroups.delete(group.name)
  group.userIds = [...group.userIds.filter((id) => !group.removing.includes(id)), ...group.adding]
  group.adding = []
  group.removing = []
  group.phase = null
}

function settleSnapshots(region: Region, now: number): void {
  for (const snapshot of region.snapshots.values()) {
    const { status, until, name, fails, member } = snapshot
    if (until === null || until > now) continue
    snapshot.until = null
    if (status === 'deleting' || fails === 'gone') region.snapshots.delete(name)
    else snapshot.status = fails === 'failed' ? 'failed' : 'available'
    if (status !== 'creating') continue
    const message =
      fails === null
        ? `Snapshot succeeded for snapshot with ID '${name}' of cache cluster with ID '${member}'`
        : `Snapshot failed for snapshot with ID '${name}' of cache cluster with ID '${member}'`
    tell(region, until, { source: member, sourceType: 'cache-cluster', message })
  }
}
