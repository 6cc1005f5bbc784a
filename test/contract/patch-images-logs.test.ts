import { expect, test } from 'vitest'
import { createPatchImages } from '../../src/integrations/kubernetes/patch-images.ts'
import { answer, scriptedCluster, type Asked, type Script } from './cluster-adapter-kit.ts'

const PLACE = { cluster: 'alpha', project: 'payments' }
const WANTED = { pod: 'checkout-1', container: 'checkout', previous: true }

async function reading(script: Script) {
  const at = await scriptedCluster(script)
  const deployer = createPatchImages({ clusters: { alpha: at.cluster } })
  return { ...at, read: () => deployer.logs(PLACE, WANTED) }
}

const isPrevious = ({ query }: Asked) => query.get('previous') === 'true'

test('the last twenty lines are asked for, and shown without what opens doors', async () => {
  const said = ['connecting with password=hunter2', '', 'panic: no route']
  await using at = await reading((_, response) => answer(response, 200, said.join('\n')))
  expect(await at.read()).toEqual(['connecting with password=[redacted]', 'panic: no route'])
  expect(at.asked[0]?.path).toBe('/api/v1/namespaces/payments/pods/checkout-1/log')
  expect(Object.fromEntries(at.asked[0]?.query ?? [])).toMatchObject({
    container: 'checkout',
    previous: 'true',
    tailLines: '20',
  })
})

test('nothing of a private key is shown whose beginning was cut off', async () => {
  const said = 'abc/def\nghi/jkl\n-----END RSA PRIVATE KEY-----\nstarting'
  await using at = await reading((_, response) => answer(response, 200, said))
  expect(await at.read()).toEqual(['starting'])
})

test('where the run before said nothing, the present one is read', async () => {
  await using at = await reading((asked, response) =>
    answer(response, 200, isPrevious(asked) ? '\n' : 'listening\n'),
  )
  expect(await at.read()).toEqual(['listening'])
})

test('a passing trouble is overcome once', async () => {
  let failures = 1
  await using at = await reading((_, response) =>
    failures-- > 0 ? answer(response, 503, 'no') : answer(response, 200, 'panic'),
  )
  expect(await at.read()).toEqual(['panic'])
  failures = 9
  expect(await at.read()).toBeNull()
})

test('there are none where we may not read them', async () => {
  const forbidden = { kind: 'Status', status: 'Failure', reason: 'Forbidden', code: 403, message: 'no' }
  await using at = await reading((_, response) => answer(response, 403, forbidden))
  expect(await at.read()).toBeNull()
  expect(at.asked).toHaveLength(1)
})
