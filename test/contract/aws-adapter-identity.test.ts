import { describe, expect, test } from 'vitest'
import { partOf } from '../unit/resources/a-redis.ts'
import { answerXml, aPart, cloudAt, failureOf, refuse, REGION, startScriptedAws } from './aws-adapter-kit.ts'
import { openStage, redisParts } from './aws-adapter-stage.ts'

const OURS = '123456789012'
const OTHER = '999999999999'
const group = aPart('elasticache-user-group', { engine: 'valkey', userIds: ['u'] })

describe('credentials that lead to another account', () => {
  test('than the configured one: nothing looks gone, nothing is asked, and it waits', async () => {
    await using stage = await openStage({ account: { id: OURS } })
    const part = partOf(redisParts(), 'subnet-group')
    stage.aws.settings.accountId = OTHER
    const works = [
      () => stage.cloud.look(part),
      () => stage.cloud.unmake(part),
      () => stage.cloud.residue({ id: 'r1', parts: redisParts() }),
    ]
    for (const work of works) {
      expect(await failureOf(work())).toMatchObject({
        class: 'credentials',
        code: 'account-wrong',
        message: `the credentials lead to account ${OTHER}, not ${OURS}`,
        action: 'sts:GetCallerIdentity',
        requestId: expect.any(String),
      })
    }
    expect([...new Set(stage.operations())]).toEqual(['GetCallerIdentity'])
    expect(stage.calls.filter(({ failure }) => failure?.code === 'account-wrong')).not.toEqual([])

    delete stage.aws.settings.accountId
    await stage.clock.advance(1000)
    await failureOf(stage.cloud.look(part))
    expect(await stage.cloud.look(part)).toEqual({ seen: 'absent' })
  })

  test('than the one of the ARN that is known, without a configured id', async () => {
    await using stage = await openStage()
    const part = partOf(redisParts(), 'subnet-group')
    await stage.makeAll([part])
    const sight = await stage.present(part)
    const accountId = sight.arn?.split(':')[4] ?? null
    const place = { account: 'main', region: REGION, accountId }
    expect(await stage.clouds.of(place)?.look(part)).toMatchObject({ seen: 'present' })

    stage.aws.settings.accountId = OTHER
    const elsewhere = { ...place, accountId: OTHER }
    expect(await failureOf(stage.clouds.of(elsewhere)!.look(part))).toMatchObject({
      code: 'account-wrong',
      message: `the credentials lead to account ${OURS}, not ${OTHER}`,
    })
  })

  test('than that of both: the ARN of what was made before the configuration changed', async () => {
    await using stage = await openStage({ account: { id: OURS } })
    const cloud = stage.clouds.of({ account: 'main', region: REGION, accountId: OTHER })
    expect(await failureOf(cloud!.look(group))).toMatchObject({ code: 'account-wrong' })
    expect(await stage.cloud.look(group)).toEqual({ seen: 'absent' })
  })
})

describe('whose the credentials are', () => {
  test('is asked once for all who ask at the same time and later, and not before anybody does', async () => {
    await using stage = await openStage({ account: { id: OURS } })
    expect(stage.operations()).toEqual([])
    const known = stage.clouds.of({ account: 'main', region: REGION, accountId: OURS })!
    await Promise.all(redisParts().map((part) => stage.cloud.look(part)))
    await Promise.all(redisParts().map((part) => known.look(part)))
    expect(stage.countedFrom(0)).toMatchObject({ GetCallerIdentity: 1 })
    expect(stage.calls.filter(({ action }) => action === 'sts:GetCallerIdentity')).toHaveLength(1)
  })

  test('is not asked when nobody knows whose they should be', async () => {
    await using stage = await openStage()
    await stage.cloud.look(group)
    expect(stage.operations()).toEqual(['DescribeUserGroups'])
  })

  test('is asked again of credentials that were read anew', async () => {
    await using stage = await openStage({ account: { id: OURS } })
    await stage.cloud.look(group)
    stage.aws.faults.set('expired-credentials', { operation: 'DescribeUserGroups', times: 1 })
    expect(await failureOf(stage.cloud.look(group))).toMatchObject({
      code: expect.stringMatching(/^Expired/),
    })
    stage.aws.settings.accountId = OTHER
    expect(await failureOf(stage.cloud.look(group))).toMatchObject({ code: 'account-wrong' })
    expect(stage.countedFrom(0)).toEqual({ GetCallerIdentity: 2, DescribeUserGroups: 2 })
  })

  test('and cannot be asked: that is told as always, and nothing else is sent', async () => {
    await using aws = await startScriptedAws((_, response) => {
      refuse(response, { code: 'ExpiredToken', status: 403 })
    })
    using at = cloudAt(aws.url, { account: { id: OURS } })
    expect(await failureOf(at.cloud.make(group))).toMatchObject({
      class: 'credentials',
      code: 'ExpiredToken',
      action: 'sts:GetCallerIdentity',
    })
    expect(aws.asked.map(({ action }) => action)).toEqual(['GetCallerIdentity'])
  })

  test('and STS cannot be reached: that passes, and the next one asks again', async () => {
    let isDown = true
    await using aws = await startScriptedAws(({ action }, response) => {
      if (isDown) return response.socket?.destroy()
      answerXml(response, action, `<Arn>arn:aws:iam::${OURS}:user/bot</Arn><Account>${OURS}</Account>`)
    })
    using at = cloudAt(aws.url, { account: { id: OURS } })
    expect(await failureOf(at.cloud.make(group))).toMatchObject({ class: 'retry' })
    expect(aws.asked.map(({ action }) => action)).not.toContain('CreateUserGroup')
    isDown = false
    expect(await at.cloud.make(group)).toMatchObject({ answer: 'done' })
  })

  test('and there are no credentials: told once, as a matter of credentials', async () => {
    await using aws = await startScriptedAws((_, response) => response.end())
    const account = { id: OURS, profile: 'no-such-profile' }
    using at = cloudAt(aws.url, { account })
    expect(await failureOf(at.cloud.look(group))).toMatchObject({
      class: 'credentials',
      code: 'CredentialsProviderError',
    })
    expect(at.calls).toMatchObject([{ action: 'sts:GetCallerIdentity', outcome: 'credentials' }])
    expect(aws.asked).toEqual([])
  })
})
