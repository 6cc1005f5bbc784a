import { describe, expect, test } from 'vitest'
import { redis } from '../../src/domain/resources/redis/redis.ts'
import { partOf } from '../unit/resources/a-redis.ts'
import { failureOf } from './aws-adapter-kit.ts'
import { MINUTE_MS, openStage, redisParts } from './aws-adapter-stage.ts'

describe('the parts of a Redis', () => {
  test('are made, read back as they were wanted, and removed without a trace', async () => {
    await using stage = await openStage()
    const { cloud, aws, clock } = stage
    const parts = redisParts()
    for (const part of parts) {
      expect(await cloud.look(part)).toEqual({ seen: 'absent' })
      expect(await cloud.make(part)).toEqual({ answer: 'done', requestId: expect.any(String) })
      expect(await stage.present(part)).toMatchObject({ owner: 'ours' })
      expect(await cloud.make(part)).toEqual({ answer: 'exists', requestId: expect.any(String) })
      await stage.untilReady(part)
    }
    for (const part of parts) {
      const sight = await stage.present(part)
      expect(redis.differences(part, sight)).toEqual([])
      expect(sight.arn).toContain(part.name)
    }
    const made = aws.inventory().map(({ marker, tags }) => ({ marker, tags }))
    expect(made).toHaveLength(parts.length + 2)
    for (const one of made) {
      expect(one).toMatchObject({ marker: 'r1', tags: { 'coxswain:resource': 'r1', project: 'payments' } })
    }

    for (const part of parts.toReversed()) {
      expect(await cloud.unmake(part)).toMatchObject({ answer: 'done' })
      for (let minutes = 0; (await cloud.look(part)).seen === 'present' && minutes < 60; minutes++) {
        await clock.advance(MINUTE_MS)
      }
      expect(await cloud.unmake(part)).toMatchObject({ answer: 'absent' })
    }
    expect(aws.inventory()).toEqual([])
    expect(await cloud.residue({ id: 'r1', parts })).toEqual([])
  })

  test('that are there and not ours are foreign, and are left as they are', async () => {
    await using stage = await openStage()
    const { cloud, aws } = stage
    const parts = redisParts()
    for (const part of parts) aws.addForeign(part.type, part.name)
    const before = aws.inventory()
    for (const part of parts) {
      expect(await stage.present(part)).toMatchObject({ owner: 'foreign' })
    }
    for (const part of parts.filter(({ type }) => type !== 'elasticache-user')) {
      expect(await cloud.make(part)).toMatchObject({ answer: 'exists' })
    }
    expect(await cloud.residue({ id: 'r1', parts })).toEqual([])
    expect(aws.inventory()).toEqual(before)
  })

  test('of another resource of the same name are foreign too', async () => {
    await using stage = await openStage()
    await stage.makeAll(redisParts('payments-prod-sessions', 'r2').slice(0, 5))
    for (const part of redisParts().slice(0, 5)) {
      expect(await stage.present(part)).toMatchObject({ owner: 'foreign' })
    }
  })

  test('in use are refused as busy while they are', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts)
    for (const id of ['user', 'user-group', 'subnet-group', 'parameter-group']) {
      const failure = await failureOf(stage.cloud.unmake(partOf(parts, id)))
      expect(failure).toMatchObject({ class: 'busy' })
    }
  })
})

describe('the password', () => {
  test('is made of letters and digits, differs each time, and is told to nobody but AWS', async () => {
    await using stage = await openStage()
    const sent: string[] = []
    stage.aws.hooks.onCall = ({ operation, input }, phase) => {
      if (phase === 'after') return 'go'
      if (operation === 'PutParameter') sent.push(String(input['Value']))
      if (operation === 'CreateUser') sent.push(String(input['Passwords.member.1']))
      return 'go'
    }
    const parts = redisParts()
    const withIt = [partOf(parts, 'secret'), partOf(parts, 'user')]
    await stage.makeAll(withIt)
    await stage.makeAll([partOf(redisParts('payments-prod-other', 'r2'), 'secret')])
    const [password = '', ofUser, other] = sent
    expect(password).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(ofUser).toBe(password)
    expect(other).not.toBe(password)
    const seen = await Promise.all(withIt.map((part) => stage.cloud.look(part)))
    expect(JSON.stringify([seen, stage.calls])).not.toContain(password)
  })

  test('that is gone is said when the user is made', async () => {
    await using stage = await openStage()
    const failure = await failureOf(stage.cloud.make(partOf(redisParts(), 'user')))
    expect(failure).toMatchObject({
      class: 'wrong-request',
      code: 'ParameterNotFound',
      action: 'ssm:GetParameter',
    })
  })
})
