import { afterEach, beforeEach, expect, test } from 'vitest'
import { createIntakeRig, payload, type IntakeRig } from '../../harness/intake.ts'

let rig: IntakeRig
beforeEach(async () => {
  rig = await createIntakeRig()
})
afterEach(() => rig.close())

/** place → channel and, per alert, `name: state (reason)`. */
async function picture() {
  const threads = await rig.threads()
  const rows = await Promise.all(
    threads.map(async (thread) => {
      const episodes = await rig.episodesOf(thread)
      const alerts = episodes.map(({ labels, alertname, state, resolvedReason }) => {
        return `${labels['pod'] ?? labels['node'] ?? alertname}: ${state}${resolvedReason ? ` (${resolvedReason})` : ''}`
      })
      return [`${thread.cluster}/${thread.namespace}`, thread.channel, ...alerts.toSorted()]
    }),
  )
  return rows.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))
}

test('a Grafana group of several namespaces becomes one thread per namespace', async () => {
  await rig.send('grafana', payload('grafana/01-firing-multi-namespace.json'))
  expect(await picture()).toMatchSnapshot()
  await rig.clock.advance(300_000)
  await rig.send('grafana', payload('grafana/02-partial-resolve-plus-new.json'))
  expect(await picture()).toMatchSnapshot()
  await rig.clock.advance(300_000)
  await rig.send('grafana', payload('grafana/03-resolved-all-missingseries.json'))
  expect(await picture()).toMatchSnapshot()
})

test('NoData goes to the one namespace its rule is known for, else it is unattributed', async () => {
  await rig.send('grafana', payload('grafana/04-datasource-nodata.json'))
  expect(await picture()).toEqual([['/', 'C0UNOWNED', 'DatasourceNoData: firing']])
})

test('an older body without rule uid teaches the same rule', async () => {
  const body = JSON.parse(payload('grafana/08-older-shape.json').toString()) as { alerts: object[] }
  await rig.send('grafana', { ...body, alerts: body.alerts.slice(0, 1) })
  await rig.send('grafana', payload('grafana/05-datasource-error.json'))
  const [thread, ...others] = await rig.threads()
  expect(others).toEqual([])
  expect(thread).toMatchObject({ cluster: 'prod-kr', namespace: 'payments', channel: 'C0PAY' })
})

test('the Test button is seen once and never stands as firing', async () => {
  await rig.send('grafana', payload('grafana/06-contact-point-test.json'))
  expect(await picture()).toEqual([['/', 'C0UNOWNED', 'TestAlert: resolved (Test)']])
})

test('a namespace in commonLabels of a truncated body is not believed; the admins are told once a day', async () => {
  const body = JSON.parse(payload('grafana/07-truncated-common-namespace.json').toString()) as Body
  for (const alert of body.alerts) delete alert.labels['namespace']
  await rig.send('grafana', body)
  await rig.send('grafana', body)
  const threads = await rig.threads()
  expect(threads.map(({ namespace }) => namespace)).toEqual([''])
  const notices = await rig.store.read((reads) => reads.notices.unfinished())
  expect(notices.map(({ key, channel, payload: told }) => ({ key, channel, told }))).toEqual([
    {
      key: 'admin:truncated:grafana/main:2026-11-21',
      channel: 'C0ADMINS',
      told: { topic: 'truncated', values: { source: 'grafana/main', count: 3, setting: 'Max Alerts' } },
    },
  ])
})

test('Alertmanager bodies, recorded and built', async () => {
  await rig.send('alertmanager', payload('alertmanager/captured-0.25-firing-multi-namespace.json'))
  await rig.send('alertmanager', payload('alertmanager/01-firing-multi-namespace.json'))
  await rig.send('alertmanager', payload('alertmanager/06-watchdog.json'))
  expect(await picture()).toMatchSnapshot()
  await rig.send(
    'alertmanager',
    payload('alertmanager/captured-0.25-mixed-partly-resolved-multi-namespace.json'),
  )
  await rig.send('alertmanager', payload('alertmanager/03-resolved-all.json'))
  expect(await picture()).toMatchSnapshot()
})

interface Body {
  alerts: { labels: Record<string, string> }[]
}
