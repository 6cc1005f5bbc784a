import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startAwsSimulator, type AwsSimulator } from '../../playground/aws/simulator.ts'
import { createSpeedClock } from '../../playground/slack/clock.ts'

const USER = 'arn:aws:iam::123456789012:user/coxswain'
const ACTIONS = [
  'elasticache:CreateReplicationGroup',
  'elasticache:DeleteReplicationGroup',
  'ssm:PutParameter',
]

let aws: AwsSimulator
let iam: IAMClient
beforeAll(async () => {
  aws = await startAwsSimulator({ clock: createSpeedClock() })
  const { url: endpoint, credentials } = aws
  iam = new IAMClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
})
beforeEach(() => aws.reset())
afterAll(() => aws.stop())

function simulate(change: object = {}) {
  return iam.send(
    new SimulatePrincipalPolicyCommand({ PolicySourceArn: USER, ActionNames: ACTIONS, ...change }),
  )
}

describe('the policy simulator of the simulated AWS', () => {
  test('allows everything as long as nothing is denied', async () => {
    const { EvaluationResults: results, IsTruncated: isTruncated } = await simulate()
    expect(results).toEqual(
      ACTIONS.map((action) => ({
        EvalActionName: action,
        EvalResourceName: '*',
        EvalDecision: 'allowed',
      })),
    )
    expect(isTruncated).toBe(false)
  })

  test('denies what the account denies, as the calls themselves do', async () => {
    aws.faults.set('denied-delete-replication-group')
    const { EvaluationResults: results = [] } = await simulate()
    expect(results.map(({ EvalDecision: decision }) => decision)).toEqual([
      'allowed',
      'implicitDeny',
      'allowed',
    ])
  })

  test('answers for each resource, in pages', async () => {
    const resources = ['arn:aws:ssm:ap-northeast-2:123456789012:parameter/a', '*']
    const first = await simulate({ ResourceArns: resources, MaxItems: 4 })
    expect(first).toMatchObject({ IsTruncated: true, Marker: '4' })
    const second = await simulate({ ResourceArns: resources, MaxItems: 4, Marker: first.Marker })
    expect([...(first.EvaluationResults ?? []), ...(second.EvaluationResults ?? [])]).toHaveLength(6)
    expect(second.IsTruncated).toBe(false)
  })

  test.each([
    ['a session instead of its role', { PolicySourceArn: 'arn:aws:sts::123456789012:assumed-role/a/b' }],
    ['no actions', { ActionNames: [] }],
    ['no action', { ActionNames: ['CreateReplicationGroup'] }],
    ['something that is not simulated', { PolicyInputList: ['{}'] }],
  ])('refused: %s', async (_what, change) => {
    await expect(simulate(change)).rejects.toMatchObject({
      name: 'InvalidInputException',
      Code: 'InvalidInput',
    })
  })
})
