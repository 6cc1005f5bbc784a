import { newChange } from '../src/domain/resources/new-change.ts'
import { newResource } from '../src/domain/resources/new-resource.ts'
import { planCreate } from '../src/domain/resources/plan-change.ts'
import type { Resource } from '../src/domain/resources/resource.ts'
import type { Records, Store } from '../src/domain/store.ts'
import { SMALL } from '../test/harness/given-change.ts'
import { PAYMENTS } from '../test/harness/given.ts'
import { SAGA_ENVIRONMENT } from '../test/harness/saga-policy.ts'

const PROJECTS = 50
/** Every fifth project is of payments. */
const TEAMS = ['payments', 'orders', 'orders', 'orders', 'orders']

export interface ManyOptions {
  count: number
  requesterId: string
  now: number
}

/** For the configuration of the bot. */
export const MANY_PROJECTS = Array.from({ length: PROJECTS }, (_, index) => ({
  namespace: projectOf(index),
  team: TEAMS[index % TEAMS.length] ?? '',
  services: [],
}))

/** Resources in service, straight into the store: with the parts, the address and the history that they would have. */
export async function insertMany(
  store: Store,
  { count, requesterId, now }: ManyOptions,
): Promise<Resource[]> {
  return store.transaction(async (tx) => {
    const resources = []
    for (let index = 0; index < count; index++)
      resources.push(await insertOne(tx, { index, requesterId, now: now + index }))
    return resources
  })
}

async function insertOne(
  tx: Records,
  { index, requesterId, now }: { index: number; requesterId: string; now: number },
): Promise<Resource> {
  const id = `01many${String(index).padStart(6, '0')}`
  const project = projectOf(index)
  const wish = { ...SMALL, name: `cache-${String(index).padStart(3, '0')}` }
  const price = { micros: 27_448_000, currency: 'USD' as const, asOf: now }
  const planned = planCreate({
    kind: 'redis',
    environment: SAGA_ENVIRONMENT,
    team: PAYMENTS,
    resourceId: id,
    project,
    wish,
    price,
  })
  if (!planned.ok) throw new Error(JSON.stringify(planned.refusal))
  const { name, plan } = planned.value
  const asked = { kind: 'redis' as const, environment: SAGA_ENVIRONMENT, channel: PAYMENTS.channel }
  const resource = inService(
    newResource({ ...asked, id, name, project, wish: planned.value.wish, plan, requesterId, now }),
  )
  await tx.resources.insert(resource, [name, resource.connection?.host ?? '', resource.arn ?? ''])
  const change = newChange({ id: `${id}-create`, resourceId: id, verb: 'create', plan, requesterId, now })
  const ended = { startedAt: now, endedAt: now, state: 'succeeded' as const }
  await tx.changes.insert({ ...change, ...ended })
  return resource
}

function inService(asked: Resource): Resource {
  const { name, region, createdAt } = asked
  const host = (kind: string) => `${kind}.${name}.abc123.apn2.cache.amazonaws.com`
  const secret = { store: 'ssm-parameter-store' as const, name: `/coxswain/${name}/password`, region }
  return {
    ...asked,
    state: 'ready',
    connection: {
      host: host('master'),
      readHost: host('replica'),
      port: 6379,
      tls: true,
      userName: 'default',
      secret,
    },
    arn: `arn:aws:elasticache:${region}:123456789012:replicationgroup:${name}`,
    readyAt: createdAt,
  }
}

function projectOf(index: number): string {
  return `svc-${String(index % PROJECTS).padStart(2, '0')}`
}
