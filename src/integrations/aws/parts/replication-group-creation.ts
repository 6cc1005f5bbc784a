import type { CreateReplicationGroupCommandInput } from '@aws-sdk/client-elasticache'
import type { PartSpec } from '../../../domain/resources/part.ts'
import { groupValuesOf, wantsFailover } from '../../../domain/resources/part-values/replication-group.ts'
import { descriptionOf } from '../description.ts'
import { tagList, wantedTags } from '../tags.ts'

/** Cluster mode disabled, always encrypted. */
export function creationOf(part: PartSpec): CreateReplicationGroupCommandInput {
  const values = groupValuesOf(part)
  const hasFailover = wantsFailover(values)
  return {
    ReplicationGroupId: part.name,
    ReplicationGroupDescription: descriptionOf(part),
    Engine: values.engine,
    EngineVersion: values.engineVersion,
    CacheNodeType: values.nodeType,
    NumCacheClusters: values.replicas + 1,
    PreferredCacheClusterAZs: values.zones,
    AutomaticFailoverEnabled: hasFailover,
    MultiAZEnabled: hasFailover,
    Port: values.port,
    CacheSubnetGroupName: values.subnetGroup,
    CacheParameterGroupName: values.parameterGroup,
    UserGroupIds: [values.userGroup],
    SecurityGroupIds: values.securityGroups,
    TransitEncryptionEnabled: true,
    AtRestEncryptionEnabled: true,
    ...(values.kmsKeyId !== null && { KmsKeyId: values.kmsKeyId }),
    SnapshotWindow: values.snapshotWindow,
    SnapshotRetentionLimit: values.snapshotRetentionDays,
    PreferredMaintenanceWindow: values.maintenanceWindow,
    Tags: tagList(wantedTags(part)),
  }
}
