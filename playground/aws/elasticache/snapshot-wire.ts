import { arnOf } from './arns.ts'
import type { Snapshot } from './records.ts'
import type { Region } from './region.ts'

/** Of a node of a group with cluster mode disabled: it names both. */
export function snapshotWire({ place }: Region, snapshot: Snapshot): Record<string, unknown> {
  return {
    SnapshotName: snapshot.name,
    ReplicationGroupId: snapshot.replicationGroup,
    ReplicationGroupDescription: snapshot.description,
    CacheClusterId: snapshot.member,
    SnapshotStatus: snapshot.status,
    SnapshotSource: 'manual',
    CacheNodeType: snapshot.nodeType,
    Engine: snapshot.engine,
    EngineVersion: snapshot.engineVersion,
    NumCacheNodes: 1,
    PreferredMaintenanceWindow: snapshot.maintenanceWindow,
    Port: snapshot.port,
    CacheParameterGroupName: snapshot.parameterGroup,
    CacheSubnetGroupName: snapshot.subnetGroup,
    VpcId: place.vpcId,
    AutoMinorVersionUpgrade: true,
    SnapshotRetentionLimit: snapshot.snapshotRetentionDays,
    SnapshotWindow: snapshot.snapshotWindow,
    NumNodeGroups: 1,
    AutomaticFailover: snapshot.automaticFailover ? 'enabled' : 'disabled',
    NodeSnapshots: {
      NodeSnapshot: [
        {
          CacheClusterId: snapshot.member,
          CacheNodeId: '0001',
          CacheSize: snapshot.status === 'available' ? '5 MB' : '',
          SnapshotCreateTime: new Date(snapshot.createdAt).toISOString(),
        },
      ],
    },
    KmsKeyId: snapshot.kmsKeyId,
    ARN: arnOf(place.region, 'snapshot', snapshot.name),
    DataTiering: 'disabled',
  }
}
