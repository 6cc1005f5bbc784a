import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { aPart, answerXml, cloudAt, failureOf, refuse, startScriptedAws } from './aws-adapter-kit.ts'

const group = aPart('elasticache-user-group', { engine: 'valkey', userIds: ['u'] })
const subnets = aPart('elasticache-subnet-group', { subnetIds: [] })

/** Holds reads of user groups until they are let go; refuses reads of subnet groups when it is told to. */
async function openHolding() {
  const held: ServerResponse[] = []
  let isExpired = false
  const aws = await startScriptedAws(({ action }, response) => {
    if (action === 'DescribeUserGroups') held.push(response)
    else if (isExpired) refuse(response, { code: 'ExpiredToken', status: 403 })
    else answerXml(response, action, '')
  })
  return {
    ...aws,
    held,
    expire: (is: boolean) => void (isExpired = is),
    release: () => held.splice(0).forEach((response) => answerXml(response, 'DescribeUserGroups', '')),
  }
}

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 2000
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it did not come to be so')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('clients that were replaced by those of new credentials', () => {
  test('close their connections, but not before the calls under way have their answers', async () => {
    await using aws = await openHolding()
    using at = cloudAt(aws.url)
    await at.cloud.look(subnets)
    const looking = at.cloud.look(group)
    await until(() => aws.held.length === 1)
    expect(await aws.open()).toBe(1)

    aws.expire(true)
    await failureOf(at.cloud.look(subnets))
    aws.expire(false)
    expect(await aws.open()).toBe(2)
    aws.release()
    expect(await looking).toEqual({ seen: 'absent' })
    await until(async () => (await aws.open()) === 0)

    expect(await at.cloud.look(subnets)).toEqual({ seen: 'absent' })
    expect(await aws.open()).toBe(1)
  })

  test('close them at once when nothing is under way', async () => {
    await using aws = await openHolding()
    using at = cloudAt(aws.url)
    aws.expire(true)
    for (let times = 0; times < 3; times++) {
      await failureOf(at.cloud.look(subnets))
      await at.clock.advance(1000)
    }
    await until(async () => (await aws.open()) === 0)
  })
})
