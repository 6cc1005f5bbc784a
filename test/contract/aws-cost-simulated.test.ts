import { useAwsCredentials } from '../harness/aws-credentials.ts'
import { describe, expect, test } from 'vitest'
import type { FaultName } from '../../playground/aws/fault-scripts.ts'
import { startAwsSimulator, type AwsSimulatorOptions } from '../../playground/aws/simulator.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { costSourceAt, failureIn, setsIn } from './aws-cost-kit.ts'

async function openSimulated({ bill, leaveOut = [] }: SimulatedMore = {}) {
  const aws = await startAwsSimulator({ clock: createTestClock(), ...(bill && { bill }) })
  useAwsCredentials(aws.credentials)
  const at = costSourceAt(aws.url, { account: { id: '123456789012' }, settings: { leaveOut } })
  const close = async () => {
    at[Symbol.dispose]()
    await aws.stop()
  }
  return { ...at, aws, [Symbol.asyncDispose]: close }
}

interface SimulatedMore {
  bill?: NonNullable<AwsSimulatorOptions['bill']>
  leaveOut?: string[]
}

describe('the simulated Cost Explorer', () => {
  test('tells the same in one page as in many', async () => {
    await using whole = await openSimulated()
    const inOne = setsIn(await whole.read(2))
    await using parted = await openSimulated({ bill: { pageRows: 7 } })
    expect(setsIn(await parted.read(2))).toEqual(inOne)
    expect(whole.counted()).toBe(1)
    expect(parted.counted()).toBe(Math.ceil(inOne.flatMap(({ rows }) => rows).length / 7))
  })

  test('tells projects by their tag, and what carries none as nobody’s', async () => {
    await using at = await openSimulated()
    const [set] = setsIn(await at.read())
    expect(new Set(set?.rows.map(({ project }) => project))).toEqual(new Set(['', 'payments', 'search']))
    expect(new Set(set?.rows.map(({ currency }) => currency))).toEqual(new Set(['USD']))
  })

  test('leaves out what the clusters tell', async () => {
    const leaveOut = ['Amazon Elastic Compute Cloud - Compute', 'EC2 - Other']
    await using all = await openSimulated()
    await using others = await openSimulated({ leaveOut })
    const [set] = setsIn(await all.read())
    const expected = set?.rows.filter(({ service }) => !leaveOut.includes(service))
    expect(setsIn(await others.read())[0]?.rows).toEqual(expected)
    expect(expected?.length).toBeLessThan(set?.rows.length ?? 0)
  })

  test.each<[FaultName, string, number]>([
    ['cost-throttled', 'throttled', 1],
    ['cost-data-unavailable', 'no-data', 1],
    ['denied-cost-explorer', 'forbidden', 1],
    ['expired-credentials', 'credentials', 0],
  ])('fails with %s as %s', async (fault, code, counted) => {
    await using at = await openSimulated()
    at.aws.faults.set(fault)
    expect(failureIn(await at.read()).code).toBe(code)
    expect(at.counted()).toBe(counted)
  })

  test('says that the tag is not activated', async () => {
    await using at = await openSimulated()
    at.aws.faults.set('cost-tag-inactive')
    expect(await at.read()).toMatchObject({
      state: 'read',
      notes: [{ code: 'tag-inactive', tag: 'project' }],
    })
    expect(at.counted()).toBe(2)
  })
})
