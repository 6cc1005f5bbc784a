import { describe, expect, test } from 'vitest'
import { redis } from '../../src/domain/resources/redis/redis.ts'
import { partOf } from '../unit/resources/a-redis.ts'
import { failureOf } from './aws-adapter-kit.ts'
import { MINUTE_MS, openStage, redisParts } from './aws-adapter-stage.ts'

describe('an answer that was lost', () => {
  test.each(redisParts().map(({ id }) => id))(
    'of making %s leaves what looking finds, and was sent once',
    async (id) => {
      await using stage = await openStage()
      const parts = redisParts()
      const part = partOf(parts, id)
      await stage.makeAll(parts.slice(0, parts.indexOf(part)))
      const start = stage.aws.journal().length
      stage.aws.faults.set('lost-answers')
      expect(await failureOf(stage.cloud.make(part))).toMatchObject({ class: 'unknown-outcome' })
      expect(
        stage.aws
          .journal()
          .slice(start)
          .filter(({ isWrite }) => isWrite),
      ).toHaveLength(1)
      expect(await stage.cloud.look(part)).toMatchObject({ seen: 'present', owner: 'ours' })
      expect(await stage.cloud.make(part)).toMatchObject({ answer: 'exists' })
    },
  )

  test('of removing leaves what looking finds', async () => {
    await using stage = await openStage()
    const part = partOf(redisParts(), 'subnet-group')
    await stage.cloud.make(part)
    stage.aws.faults.set('lost-answers')
    expect(await failureOf(stage.cloud.unmake(part))).toMatchObject({ class: 'unknown-outcome' })
    expect(await stage.cloud.look(part)).toEqual({ seen: 'absent' })
  })
})

describe('trouble with AWS', () => {
  test('that is throttling passes', async () => {
    await using stage = await openStage()
    const part = partOf(redisParts(), 'subnet-group')
    stage.aws.faults.set('throttling', { times: 1 })
    expect(await failureOf(stage.cloud.make(part))).toMatchObject({ class: 'retry', code: 'Throttling' })
    expect(await stage.cloud.make(part)).toMatchObject({ answer: 'done' })
    stage.aws.faults.set('throttling', { times: 2 })
    expect(await stage.cloud.look(part)).toMatchObject({ seen: 'present' })
  })

  test('that are expired credentials passes once they are renewed', async () => {
    await using stage = await openStage()
    const part = partOf(redisParts(), 'subnet-group')
    stage.aws.faults.set('expired-credentials')
    expect(await failureOf(stage.cloud.make(part))).toMatchObject({ class: 'credentials' })
    expect(await failureOf(stage.cloud.look(part))).toMatchObject({ class: 'credentials' })
    stage.aws.faults.clear()
    expect(await stage.cloud.make(part)).toMatchObject({ answer: 'done' })
  })

  test.each([
    ['capacity-sync', 'capacity', 'InsufficientCacheClusterCapacity'],
    ['node-quota', 'quota', 'NodeQuotaForCustomerExceeded'],
    ['cluster-quota', 'quota', 'ClusterQuotaForCustomerExceeded'],
    ['tags-limit', 'quota', 'TagQuotaPerResourceExceeded'],
    ['invalid-kms-key', 'wrong-request', 'InvalidKMSKeyFault'],
    ['service-linked-role-missing', 'permission', 'ServiceLinkedRoleNotFoundFault'],
    ['denied-create-replication-group', 'permission', 'AccessDenied'],
    ['user-group-busy', 'busy', 'InvalidUserGroupState'],
    ['server-errors', 'retry', 'ServiceUnavailable'],
  ] as const)('that is %s means %s', async (fault, kind, code) => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts.slice(0, -1))
    stage.aws.faults.set(fault)
    expect(await failureOf(stage.cloud.make(partOf(parts, redis.mainPart)))).toMatchObject({
      class: kind,
      code,
      action: 'elasticache:CreateReplicationGroup',
      requestId: expect.any(String),
    })
  })

  test('that cannot be reached passes: a write that was not sent was not carried out', async () => {
    await using stage = await openStage()
    await stage.aws.stop()
    const part = partOf(redisParts(), 'subnet-group')
    expect(await failureOf(stage.cloud.make(part))).toMatchObject({ class: 'retry', requestId: null })
  })
})

describe('what is left', () => {
  test('is everything with the marker, whatever its name, and what stands under our names', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts)
    const elsewhere = redisParts('payments-prod-elsewhere').filter(({ id }) => id === 'subnet-group')
    await stage.makeAll(elsewhere)
    await stage.makeAll(redisParts('payments-prod-other', 'r2'))
    const found = await stage.cloud.residue({ id: 'r1', parts })
    const keys = (all: { type: string; name: string }[]) => all.map(({ type, name }) => `${type} ${name}`)
    expect(keys(found).toSorted()).toEqual(keys([...parts, ...elsewhere]).toSorted())
  })

  test('is a group that is being deleted, and its members after it', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts)
    const main = partOf(parts, redis.mainPart)
    await stage.cloud.unmake(main)
    const statuses = async () => {
      const found = await stage.cloud.residue({ id: 'r1', parts: [main] })
      return found.filter(({ type }) => type === main.type).map(({ status }) => status)
    }
    expect(await statuses()).toEqual(['deleting'])
    await stage.clock.advance(stage.aws.settings.deleteMs)
    expect(await statuses()).toEqual(['deleting'])
    await stage.clock.advance(MINUTE_MS)
    expect(await statuses()).toEqual([])
  })
})
