import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkoutAt141, digestOf, imageOf, startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { approve, ask, card, deploymentIn, generationIn, imageIn, told } from '../harness/deploy-steps.ts'
import { setImage } from '../harness/kubernetes.ts'

let bot: DeployApp
beforeEach(async () => {
  bot = await startDeployApp({ speed: 10, regions: ['kr'], settings: { podReadyMs: 1_000 } })
  await bot.build('1.4.2')
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await card(bot, /Waiting for approval/)
})
afterEach(() => bot.stop())
const cluster = () => bot.clusters['prod-kr']!

test('kubectl set image between plan and approval resets the votes and says so', async () => {
  await setImage(cluster(), imageOf('1.4.0'))
  const before = generationIn(bot, 'prod-kr')
  await approve(bot)
  await told(bot, 'The plan changed')
  await card(bot, /Waiting for approval[^]*1\.4\.0/)
  expect(generationIn(bot, 'prod-kr')).toBe(before)
  await approve(bot)
  await card(bot, 'Serving in 1 of 1')
  expect(imageIn(bot, 'prod-kr')).toContain(digestOf('1.4.2'))
}, 60_000)

test('another owner of the image field between plan and approval resets the votes', async () => {
  cluster().state.edit(
    'deployments',
    { namespace: 'payments', name: 'checkout', manager: 'other-tool' },
    (draft) => {
      const [container] = draft.spec.template.spec.containers
      if (container) container.image = imageOf('1.4.0')
    },
  )
  await approve(bot)
  await card(bot, /Waiting for approval[^]*other-tool/)
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.0'))
}, 60_000)

test('a workload that was renamed meanwhile fails the region and touches nothing', async () => {
  const { state, seed } = cluster()
  state.remove('deployments', 'payments', 'checkout')
  seed({
    namespaces: [],
    workloads: [{ ...checkoutAt141, name: 'checkout-v2', container: 'checkout' }],
  })
  await approve(bot)
  expect(await card(bot, /Failed/)).toContain('the workload is not there')
  const renamed = state.deployment('payments', 'checkout-v2')
  expect(renamed?.spec.template.spec.containers[0]?.image).toBe(imageOf('1.4.1'))
}, 60_000)

test('a container that left the workload meanwhile fails the region', async () => {
  cluster().state.edit('deployments', { namespace: 'payments', name: 'checkout' }, (draft) => {
    draft.spec.template.spec.containers = [
      { name: 'proxy', image: 'registry.regatta.test/payments/proxy:2.0.0' },
    ]
  })
  await approve(bot)
  expect(await card(bot, /Failed/)).toContain('no container of the workload uses this image')
  expect(deploymentIn(bot, 'prod-kr').spec.template.spec.containers).toHaveLength(1)
}, 60_000)

test('an Argo CD that took the workload over meanwhile is never patched behind its back', async () => {
  cluster().state.edit('deployments', { namespace: 'payments', name: 'checkout' }, (draft) => {
    draft.metadata.annotations = {
      ...draft.metadata.annotations,
      'argocd.argoproj.io/tracking-id': 'checkout:apps/Deployment:payments/checkout',
    }
  })
  await approve(bot)
  expect(await card(bot, /Failed/)).toContain('a GitOps tool keeps the workload')
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.1'))
}, 60_000)
