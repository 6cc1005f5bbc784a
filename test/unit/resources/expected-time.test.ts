import { expect, test } from 'vitest'
import { dashboardOf } from '../../../src/domain/resources/dashboard.ts'
import { expectedMs } from '../../../src/domain/resources/expected-time.ts'
import { anEnvironment, aResource } from './a-redis.ts'

test.each([
  [[], 900],
  [[100], 100],
  [[300, 100, 200], 200],
  [[100, 200], 150],
  [[100, 100, 10_000], 100],
])('the median of %j, else what is typical: %i', (measured, expected) => {
  expect(expectedMs(measured, 900)).toBe(expected)
})

test('the address of a dashboard is filled in', () => {
  const dashboard = 'https://g.example/d/redis?name={name}&r={region}&p={project}&e={environment}&x={other}'
  const resource = aResource({ project: 'pay & go' })
  expect(dashboardOf(anEnvironment({ dashboard }), resource)).toBe(
    'https://g.example/d/redis?name=payments-prod-sessions&r=ap-northeast-2&p=pay%20%26%20go&e=prod&x={other}',
  )
  expect(dashboardOf(anEnvironment(), resource)).toBeNull()
  expect(dashboardOf(null, resource)).toBeNull()
})
