import { AwsFault } from '../aws-service.ts'
import type { Context } from './context.ts'
import { findGroup } from './group-find.ts'
import { beginDeletion } from './group-phases.ts'
import { groupWire } from './group-wire.ts'
import { flag, invalidValue, readInput, required, text } from './input.ts'
import { takeSnapshot } from './snapshots.ts'

/**
 * Refused while it is created, modified, saved or deleted already; words: crossplane-contrib/provider-aws#46.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteReplicationGroup.html
 */
export function deleteReplicationGroup(context: Context): Record<string, unknown> {
  const { call, region, now, settings, faults } = context
  const asked = readInput(call, {
    ReplicationGroupId: required,
    RetainPrimaryCluster: flag,
    FinalSnapshotIdentifier: text,
  })
  if (asked.RetainPrimaryCluster === true)
    throw invalidValue('the simulated ElastiCache does not support RetainPrimaryCluster')
  const group = findGroup(region, asked.ReplicationGroupId)
  const { name, status } = group
  const isFailed = status === 'create-failed'
  const snapshotName = asked.FinalSnapshotIdentifier
  if ((status !== 'available' && !isFailed) || (isFailed && snapshotName !== undefined))
    throw new AwsFault(
      'InvalidReplicationGroupState',
      `Replication group ${name} has status ${status} which is not valid for deletion.`,
    )
  if (snapshotName !== undefined) {
    takeSnapshot(context, group, { sent: snapshotName, tags: undefined })
    group.isDeletedNext = true
  } else beginDeletion(group, { until: now + settings.deleteMs, memberLagMs: settings.memberLagMs })
  const subject = { operation: call.operation, name }
  const stale = faults.use('stale-reads', subject)
  group.staleUntil = stale ? now + (stale.ms ?? 0) : 0
  group.holdMs = faults.use('in-use-lag', subject)?.ms ?? 0
  return { ReplicationGroup: groupWire(region, group, now) }
}
