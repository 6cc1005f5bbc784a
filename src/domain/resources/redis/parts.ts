import { markerOf, type JsonObject, type PartSpec, type PartType } from '../part.ts'
import type { Order } from '../resource-kind.ts'
import { engineOf } from './engine.ts'
import type { RedisEngine, RedisPolicy } from './redis-policy.ts'
import { redisWish } from './wish.ts'
import { spread, zonesOf } from './zones.ts'

export const MAIN_PART = 'replication-group'
export const SECRET_PART = 'secret'
export const USER_NAME = 'default'

const LONGEST_DESCRIPTION = 255

/**
 * In the order of creation: each needs only those before it; removed in reverse, so that the users go right after what
 * uses them and the password last. Everything carries the name of the resource.
 */
export function parts(order: Order<RedisPolicy>): PartSpec[] {
  const engine = engineOf(order.policy, redisWish.parse(order.wish).engine)
  if (!engine) throw new Error('making parts: the engine is not in the policy; check the wish first')
  const { name, policy } = order
  const secret = `/coxswain/${order.environment}/${order.project}/${name}/password`
  const description = descriptionOf(order)
  const part = (id: string, type: PartType, values: JsonObject): PartSpec => {
    return { id, type, name, resourceId: order.resourceId, tags: order.tags, values }
  }
  return [
    { ...part(SECRET_PART, 'ssm-parameter', { description }), name: secret },
    part('subnet-group', 'elasticache-subnet-group', {
      description,
      subnetIds: policy.subnets.map(({ id }) => id),
    }),
    part('parameter-group', 'elasticache-parameter-group', {
      description,
      engine: engine.engine,
      engineVersion: engine.version,
      parameters: engine.parameters,
    }),
    part('user', 'elasticache-user', {
      userName: USER_NAME,
      engine: engine.engine,
      accessString: 'on ~* +@all',
      passwordFrom: secret,
    }),
    part('user-group', 'elasticache-user-group', { engine: engine.engine, userIds: [name] }),
    part(MAIN_PART, 'elasticache-replication-group', groupValues(order, engine)),
  ]
}

function groupValues(order: Order<RedisPolicy>, engine: RedisEngine): JsonObject {
  const { name, policy } = order
  const { size, replicas } = redisWish.parse(order.wish)
  const chosen = policy.sizes.find(({ id }) => id === size)
  if (!chosen) throw new Error('making parts: the size is not in the policy; check the wish first')
  return {
    description: descriptionOf(order),
    engine: engine.engine,
    engineVersion: engine.version,
    nodeType: chosen.nodeType,
    replicas,
    zones: spread(zonesOf(policy), replicas + 1),
    port: policy.port,
    subnetGroup: name,
    parameterGroup: name,
    userGroup: name,
    securityGroups: policy.securityGroups,
    multiAz: policy.multiAz,
    kmsKeyId: policy.kmsKeyId,
    snapshotWindow: policy.snapshotWindow,
    snapshotRetentionDays: policy.snapshotRetentionDays,
    maintenanceWindow: policy.maintenanceWindow,
  }
}

/** With the marker at its end: descriptions can be read in every state, tags cannot. */
function descriptionOf({ project, environment, resourceId }: Order<RedisPolicy>): string {
  const marker = ` ${markerOf(resourceId)}`
  const words = `Redis of ${project} in ${environment}, made by Coxswain`
  return words.slice(0, LONGEST_DESCRIPTION - marker.length) + marker
}
