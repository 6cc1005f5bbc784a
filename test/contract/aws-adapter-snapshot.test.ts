import { describe, expect, test } from 'vitest'
import { redis } from '../../src/domain/resources/redis/redis.ts'
import { partOf } from '../unit/resources/a-redis.ts'
import { failureOf } from './aws-adapter-kit.ts'
import { MINUTE_MS, openStage, redisParts } from './aws-adapter-stage.ts'

async function withGroup() {
  const stage = await openStage()
  const parts = redisParts()
  await stage.makeAll(parts)
  const main = partOf(parts, redis.mainPart)
  return { stage, parts, snapshot: redis.finalSnapshot(main, 'change-12345678') }
}

describe('the final snapshot', () => {
  test('is taken of the primary, tagged, and kept', async () => {
    const { stage, parts, snapshot } = await withGroup()
    await using _ = stage
    expect(await stage.cloud.look(snapshot)).toEqual({ seen: 'absent' })
    expect(await stage.cloud.make(snapshot)).toMatchObject({ answer: 'done' })
    expect(await failureOf(stage.cloud.make(snapshot))).toMatchObject({ class: 'busy' })
    await stage.clock.advance(MINUTE_MS)
    expect(await stage.cloud.look(snapshot)).toMatchObject({
      seen: 'present',
      owner: 'ours',
      status: 'available',
      values: { replicationGroup: snapshot.values['replicationGroup'] },
    })
    expect(await stage.cloud.make(snapshot)).toMatchObject({ answer: 'exists' })
    const found = await stage.cloud.residue({ id: 'r1', parts: [...parts, snapshot] })
    expect(found.map(({ type }) => type)).not.toContain('elasticache-snapshot')
    expect(found).toHaveLength(parts.length)
  })

  test('that fails says so by its status', async () => {
    const { stage, snapshot } = await withGroup()
    await using _ = stage
    stage.aws.faults.set('snapshot-fails')
    await stage.cloud.make(snapshot)
    await stage.clock.advance(MINUTE_MS)
    const sight = await stage.present(snapshot)
    expect(redis.verdict(snapshot, sight)).toMatchObject({ state: 'failed', code: 'failed' })
  })

  test('can be taken back', async () => {
    const { stage, snapshot } = await withGroup()
    await using _ = stage
    await stage.cloud.make(snapshot)
    await stage.clock.advance(MINUTE_MS)
    expect(await stage.cloud.unmake(snapshot)).toMatchObject({ answer: 'done' })
    await stage.clock.advance(MINUTE_MS)
    expect(await stage.cloud.look(snapshot)).toEqual({ seen: 'absent' })
    expect(await stage.cloud.unmake(snapshot)).toMatchObject({ answer: 'absent' })
  })

  test('of a group that is not there is refused', async () => {
    await using stage = await openStage()
    const snapshot = redis.finalSnapshot(partOf(redisParts(), redis.mainPart), 'change-12345678')
    expect(await failureOf(stage.cloud.make(snapshot))).toMatchObject({
      class: 'wrong-request',
      code: 'ReplicationGroupNotFoundFault',
    })
  })
})
