import { describe, expect, test } from 'vitest'
import type { PartSpec } from '../../../src/domain/resources/part.ts'
import { canonicalCode } from '../../../src/integrations/aws/canonical-code.ts'
import { descriptionOf, ownerByDescription } from '../../../src/integrations/aws/description.ts'
import { homeRegion } from '../../../src/integrations/aws/home-region.ts'
import { principalOf } from '../../../src/integrations/aws/principal.ts'

test.each([
  ['UserNotFoundFault', 'UserNotFound'],
  ['UserNotFound', 'UserNotFound'],
  ['ThrottlingException', 'Throttling'],
  ['InvalidSubnet', 'InvalidSubnet'],
])('the error %s is %s', (name, code) => {
  expect(canonicalCode(name)).toBe(code)
})

test.each([
  ['arn:aws:sts::123456789012:assumed-role/coxswain/i-0abc', 'arn:aws:iam::123456789012:role/coxswain'],
  ['arn:aws-cn:sts::123456789012:assumed-role/a.b/c', 'arn:aws-cn:iam::123456789012:role/a.b'],
  ['arn:aws:iam::123456789012:user/bot', 'arn:aws:iam::123456789012:user/bot'],
])('policies of %s are those of %s', (caller, principal) => {
  expect(principalOf(caller)).toBe(principal)
})

test.each([
  [undefined, 'us-east-1'],
  ['arn:aws:iam::123456789012:role/x', 'us-east-1'],
  ['arn:aws-cn:iam::123456789012:role/x', 'cn-north-1'],
  ['arn:aws-us-gov:iam::123456789012:role/x', 'us-gov-west-1'],
])('the home of %s is %s', (arn, region) => {
  expect(homeRegion(arn)).toBe(region)
})

describe('a description', () => {
  const part = (description: string): PartSpec => {
    return { id: 'p', type: 'ssm-parameter', name: 'n', resourceId: 'r1', tags: {}, values: { description } }
  }

  test.each([
    'Redis of x [coxswain:r1]',
    'Redis of x',
    '',
    'y'.repeat(300),
    `${'y'.repeat(250)}[coxswain:r1]`,
  ])('carries the marker within 255 characters: %.20s', (words) => {
    const description = descriptionOf(part(words))
    expect(description.length).toBeLessThanOrEqual(255)
    expect(description.split('[coxswain:r1]')).toHaveLength(2)
    expect(ownerByDescription(description, part(''))).toBe('ours')
  })

  test('of another resource is foreign', () => {
    expect(ownerByDescription('[coxswain:r12]', part(''))).toBe('foreign')
    expect(ownerByDescription(undefined, part(''))).toBe('foreign')
  })
})
