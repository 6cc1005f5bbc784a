import { describeCacheClusters } from './cache-clusters.ts'
import { describeCacheEngineVersions } from './cache-engine-versions.ts'
import { describeCacheParameters } from './cache-parameters.ts'
import type { Operation } from './context.ts'
import { describeEvents } from './events.ts'
import { createReplicationGroup } from './group-create.ts'
import { deleteReplicationGroup } from './group-delete.ts'
import { describeReplicationGroups } from './group-describe.ts'
import { modifyReplicationGroup } from './group-modify.ts'
import { listAllowedNodeTypeModifications } from './node-type-modifications.ts'
import {
  createParameterGroup,
  deleteParameterGroup,
  describeParameterGroups,
  modifyParameterGroup,
} from './parameter-groups.ts'
import { decreaseReplicaCount, increaseReplicaCount } from './replica-count.ts'
import { addTags, listTags, removeTags } from './resource-tags.ts'
import { createSnapshot, deleteSnapshot, describeSnapshots } from './snapshots.ts'
import { createSubnetGroup, deleteSubnetGroup, describeSubnetGroups } from './subnet-groups.ts'
import { createUserGroup, deleteUserGroup, describeUserGroups, modifyUserGroup } from './user-groups.ts'
import { createUser, deleteUser, describeUsers, modifyUser } from './users.ts'

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateCacheSubnetGroup: createSubnetGroup,
  DescribeCacheSubnetGroups: describeSubnetGroups,
  DeleteCacheSubnetGroup: deleteSubnetGroup,
  CreateCacheParameterGroup: createParameterGroup,
  DescribeCacheParameterGroups: describeParameterGroups,
  ModifyCacheParameterGroup: modifyParameterGroup,
  DeleteCacheParameterGroup: deleteParameterGroup,
  DescribeCacheParameters: describeCacheParameters,
  DescribeCacheEngineVersions: describeCacheEngineVersions,
  CreateUser: createUser,
  DescribeUsers: describeUsers,
  ModifyUser: modifyUser,
  DeleteUser: deleteUser,
  CreateUserGroup: createUserGroup,
  DescribeUserGroups: describeUserGroups,
  ModifyUserGroup: modifyUserGroup,
  DeleteUserGroup: deleteUserGroup,
  CreateReplicationGroup: createReplicationGroup,
  DescribeReplicationGroups: describeReplicationGroups,
  ModifyReplicationGroup: modifyReplicationGroup,
  DeleteReplicationGroup: deleteReplicationGroup,
  IncreaseReplicaCount: increaseReplicaCount,
  DecreaseReplicaCount: decreaseReplicaCount,
  ListAllowedNodeTypeModifications: listAllowedNodeTypeModifications,
  DescribeCacheClusters: describeCacheClusters,
  DescribeEvents: describeEvents,
  CreateSnapshot: createSnapshot,
  DescribeSnapshots: describeSnapshots,
  DeleteSnapshot: deleteSnapshot,
  ListTagsForResource: listTags,
  AddTagsToResource: addTags,
  RemoveTagsFromResource: removeTags,
}
