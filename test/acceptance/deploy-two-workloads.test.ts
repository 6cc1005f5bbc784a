import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WorkloadSeed } from '../../playground/kubernetes/seed.ts'
import { checkoutAt141, digestOf, imageOf, startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { ask, card, imageIn } from '../harness/deploy-steps.ts'
import { until } from '../harness/until.ts'

const worker: WorkloadSeed = {
  ...checkoutAt141,
  name: 'checkout-worker',
  labels: { 'app.kubernetes.io/name': 'checkout' },
}
const WORKER = '/deployments/checkout-worker'
const RETRY_AFTER_MS = 60_000

let bot: DeployApp
beforeEach(async () => {
  bot = await startDeployApp({
    speed: 5,
    regions: ['kr'],
    settings: { podReadyMs: 2_000 },
    workloads: [checkoutAt141, worker],
  })
  await bot.build('1.4.2')
})
afterEach(() => bot.stop())
const cluster = () => bot.clusters['alpha-kr']!
const workerImage = () =>
  cluster().state.deployment('payments', worker.name)?.spec.template.spec.containers[0]?.image ?? ''

test('one that must wait for its Retry-After waits, whatever the other does, and the card says both', async () => {
  const { faults } = cluster()
  let limitedAt = 0
  const asked: number[] = []
  faults.onRequest = async ({ method, path }, when) => {
    if (when !== 'before' || !path.endsWith(WORKER)) return
    if (limitedAt > 0) asked.push(bot.now() - limitedAt)
    if (method !== 'PATCH' || limitedAt > 0) return
    limitedAt = bot.now()
    faults.tooManyRequests = { count: 1, retryAfterSeconds: RETRY_AFTER_MS / 1000 }
  }
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')
  await card(bot, 'asks us to slow down')
  await until('the other at 1.4.2', () => imageIn(bot, 'alpha-kr').includes(digestOf('1.4.2')))
  expect(await card(bot, /3 of 3|3 new pods/)).toContain('asks us to slow down')
  await until('50 s of waiting', () => bot.now() - limitedAt > 50_000)
  expect(asked).toEqual([])
  expect(await card(bot, /./)).toContain('asks us to slow down')
  expect(await card(bot, 'Serving in 1 of 1')).not.toContain('asks us to slow down')
  expect(workerImage()).toContain(digestOf('1.4.2'))
  // Precise to how fast the clock of the test runs.
  expect(asked[0]).toBeGreaterThan(RETRY_AFTER_MS - 1_000)
}, 90_000)

test('a plan that must be made again while the cluster is away is waited for', async () => {
  const { faults } = cluster()
  let [isChanged, cuts] = [false, 0]
  faults.onRequest = async ({ method, path }, when) => {
    if (when !== 'before' || method !== 'GET') return
    if (path.endsWith('/deployments/checkout') && !isChanged) {
      isChanged = true
      cluster().state.edit('deployments', { namespace: 'payments', name: 'checkout' }, (draft) => {
        draft.spec.template.spec.containers[0]!.image = imageOf('1.4.0')
      })
    } else if (isChanged && cuts < 6 && path.endsWith('/namespaces/payments/deployments')) {
      cuts += 1
      return 'cut'
    }
  }
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')
  await card(bot, 'does not answer')
  await card(bot, 'Serving in 1 of 1')
  expect(imageIn(bot, 'alpha-kr')).toContain(digestOf('1.4.2'))
  expect(cuts).toBe(6)
}, 60_000)
