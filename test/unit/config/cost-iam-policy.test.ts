import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const POLICY = new URL('../../../deploy/aws-iam-policy-cost.json', import.meta.url)

test('the policy of cost lets figures and tags be read, and nothing else', () => {
  const { Statement } = JSON.parse(readFileSync(POLICY, 'utf8')) as { Statement: unknown }
  expect(Statement).toEqual([
    {
      Sid: 'ReadCost',
      Effect: 'Allow',
      Action: ['ce:GetCostAndUsage', 'ce:ListCostAllocationTags'],
      // Cost Explorer knows no resource to name here.
      Resource: '*',
    },
  ])
})
