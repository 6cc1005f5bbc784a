import type { Cloud } from '../../domain/resources/cloud.ts'
import type { PartType } from '../../domain/resources/part.ts'
import type { Clock } from '../../lib/clock.ts'
import { createCalls, type CallsDeps } from './calls.ts'
import { readEvents } from './events.ts'
import { createGroupReads } from './group-reads.ts'
import { createParameterGroups } from './parts/parameter-group.ts'
import type { PartAdapter } from './parts/part-adapter.ts'
import { createReplicationGroups } from './parts/replication-group.ts'
import { modifyReplicationGroup, readAllowedNodeTypes } from './parts/replication-group-modify.ts'
import { createSnapshots } from './parts/snapshot.ts'
import { createSsmParameters } from './parts/ssm-parameter.ts'
import { createSubnetGroups } from './parts/subnet-group.ts'
import { createUserGroups } from './parts/user-group.ts'
import { createUsers } from './parts/user.ts'
import { findResidue } from './residue.ts'
import { readUsage } from './usage.ts'

/** One account in one region, all its calls behind the guard. */
export function createCloud(options: CallsDeps & { clock: Clock }): Cloud {
  const calls = createCalls(options)
  const groups = createGroupReads(calls)
  const deps = { calls, groups, clock: options.clock }
  const adapters: Record<PartType, PartAdapter> = {
    'ssm-parameter': createSsmParameters(deps),
    'elasticache-user': createUsers(deps),
    'elasticache-user-group': createUserGroups(deps),
    'elasticache-subnet-group': createSubnetGroups(deps),
    'elasticache-parameter-group': createParameterGroups(deps),
    'elasticache-replication-group': createReplicationGroups(deps),
    'elasticache-snapshot': createSnapshots(deps),
  }
  return {
    look: (part) => adapters[part.type].look(part),
    make: (part) => adapters[part.type].make(part),
    mend: (part) => adapters[part.type].mend(part),
    unmake: (part) => adapters[part.type].unmake(part),
    modify: (part, step) => modifyReplicationGroup(calls, part, step),
    allowedNodeTypes: (part) => readAllowedNodeTypes(calls, part),
    events: (part, since) => readEvents(deps, part, since),
    residue: (resource) => findResidue(adapters, resource),
    used: (quota) => readUsage(deps, quota),
  }
}
