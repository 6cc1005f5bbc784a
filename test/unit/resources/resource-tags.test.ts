import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resourceTags } from '../../../src/domain/resources/resource-tags.ts'
import { anEnvironment, RESOURCE_ID, TEAM } from './a-redis.ts'

const order = (tags: Record<string, string>) => ({
  resourceId: RESOURCE_ID,
  project: 'payments',
  environment: anEnvironment({ tags }),
  team: TEAM,
})

test('policy adds to ours and does not replace them', () => {
  const tags = resourceTags(order({ owner: 'platform', team: 'others', 'coxswain:resource': 'x' }))
  expect(tags).toEqual({
    'coxswain:resource': RESOURCE_ID,
    project: 'payments',
    environment: 'prod',
    team: 'payments',
    owner: 'platform',
  })
})

test('a project that nobody owns has no team', () => {
  expect(resourceTags({ ...order({}), team: null })).not.toHaveProperty('team')
})

test.each([
  ['note', 'who? (everybody)', 'note', 'who_ _everybody_'],
  ['부서', '플랫폼 팀', '부서', '플랫폼 팀'],
  ['aws:createdBy', 'me', 'aws_createdBy', 'me'],
  ['k'.repeat(200), 'v'.repeat(300), 'k'.repeat(128), 'v'.repeat(256)],
])('%s: %s becomes what AWS takes', (key, value, expectedKey, expectedValue) => {
  expect(resourceTags(order({ [key]: value }))[expectedKey]).toBe(expectedValue)
})

test('AWS takes all of them, whatever policy says', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 })
  fc.assert(
    fc.property(fc.dictionary(text, text, { maxKeys: 5 }), (given) => {
      for (const [key, value] of Object.entries(resourceTags(order(given)))) {
        expect(key).toMatch(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu)
        expect(value).toMatch(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u)
      }
    }),
  )
})
