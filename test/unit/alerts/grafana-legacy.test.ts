import { afterEach, beforeEach, expect, test } from 'vitest'
import { createIntakeRig, payload, type IntakeRig } from '../../harness/intake.ts'

let rig: IntakeRig
beforeEach(async () => {
  rig = await createIntakeRig()
})
afterEach(() => rig.close())

const legacy = (name: string) => payload(`grafana/legacy-${name}.json`)

/** Per thread: `namespace: state (reason), …` in order of their start. */
async function picture() {
  const threads = (await rig.threads()).toSorted((a, b) => a.namespace.localeCompare(b.namespace))
  const lines = threads.map(async (thread) => {
    const episodes = (await rig.episodesOf(thread)).toSorted((a, b) => a.startsAt - b.startsAt)
    const states = episodes.map(
      ({ state, resolvedReason }) => state + (resolvedReason ? ` (${resolvedReason})` : ''),
    )
    return `${thread.namespace}: ${states.join(', ')}`
  })
  return Promise.all(lines)
}

test('a body is split by its tags, and what is not in it any more is resolved', async () => {
  const began = rig.clock.now()
  await rig.send('grafana', legacy('01-alerting'))
  expect(await picture()).toEqual(['payments: firing', 'search: firing'])
  const [thread] = (await rig.threads()).filter(({ namespace }) => namespace === 'payments')
  const [episode] = thread ? await rig.episodesOf(thread) : []
  expect(episode).toMatchObject({
    alertname: 'High 5xx ratio',
    severity: 'critical',
    startsAt: began,
    labels: { namespace: 'payments', severity: 'critical' },
    values: { '{cluster="prod-kr", namespace="payments"}': 7.25 },
    annotations: { summary: '5xx ratio above 5 %' },
  })

  await rig.clock.advance(60_000)
  await rig.send('grafana', legacy('01-alerting'))
  expect(await picture()).toEqual(['payments: firing', 'search: firing'])
  await rig.clock.advance(60_000)
  await rig.send('grafana', legacy('02-alerting-one-gone'))
  expect(await picture()).toEqual(['payments: resolved', 'search: firing'])
  await rig.clock.advance(60_000)
  await rig.send('grafana', legacy('03-ok'))
  expect(await picture()).toEqual(['payments: resolved', 'search: resolved'])
  await rig.clock.advance(60_000)
  await rig.send('grafana', legacy('01-alerting'))
  expect(await picture()).toEqual(['payments: resolved, firing', 'search: resolved, firing'])
})

test('no data: the series end with that reason, the rule itself fires', async () => {
  await rig.send('grafana', legacy('02-alerting-one-gone'))
  await rig.clock.advance(60_000)
  await rig.send('grafana', legacy('04-no-data'))
  // The rule is known for one namespace, which takes its NoData.
  expect(await picture()).toEqual(['search: resolved (NoData), firing'])
})

test.each([
  ['paused', ['search: resolved (Paused)']],
  ['pending', ['search: firing']],
  ['unknown', ['search: firing']],
])('state %s', async (state, expected) => {
  await rig.send('grafana', legacy('02-alerting-one-gone'))
  await rig.clock.advance(60_000)
  const body = JSON.parse(legacy('03-ok').toString()) as object
  await rig.send('grafana', { ...body, state })
  expect(await picture()).toEqual(expected)
})

test('an execution error without matches fires as the rule', async () => {
  const body = JSON.parse(legacy('03-ok').toString()) as object
  await rig.send('grafana', { ...body, state: 'alerting' })
  expect(await picture()).toEqual([': firing'])
})

test('the Test button never stands as firing', async () => {
  await rig.send('grafana', legacy('05-test'))
  expect(await picture()).toEqual([': resolved (Test), resolved (Test)'])
})

test('a snapshot that is worked after a newer one changes nothing that the newer one said', async () => {
  await rig.receive('grafana', legacy('01-alerting'))
  const [late] = await rig.store.work.claim({
    kinds: ['ingest-alerts'],
    limit: 1,
    now: rig.clock.now(),
    owner: 'held',
    leaseMs: 60_000,
  })
  await rig.clock.advance(60_000)
  await rig.send('grafana', legacy('02-alerting-one-gone'))
  if (!late) throw new Error('nothing was claimed')
  await rig.job.run(late, new AbortController().signal)
  expect(await picture()).toEqual(['payments: resolved', 'search: firing'])
})
