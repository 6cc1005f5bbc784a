import { afterEach, expect, test } from 'vitest'
import { hasAlertmanager, startAlertmanager } from '../harness/alertmanager.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { roots, wordsOf } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

let bot: TestApp | undefined
let alertmanager: Awaited<ReturnType<typeof startAlertmanager>> = null
afterEach(async () => {
  await alertmanager?.close()
  await bot?.stop()
})

const receiver = (url: string, token: string) => `
route: { receiver: coxswain, group_by: [alertname], group_wait: 1s, group_interval: 1s }
receivers:
  - name: coxswain
    webhook_configs:
      - url: ${url}
        send_resolved: true
        max_alerts: 0
        http_config: { authorization: { type: Bearer, credentials: ${token} } }
`

const alertsOf = (endsAt?: string) =>
  ['payments', 'orders', 'search'].map((namespace) => ({
    labels: { alertname: 'NodeDiskPressure', cluster: 'prod-kr', namespace, severity: 'warning' },
    annotations: { summary: `disk of ${namespace} is full` },
    startsAt: new Date(Date.now() - 60_000).toISOString().replace(/\d\dZ$/, '00Z'),
    ...(endsAt && namespace === 'payments' ? { endsAt } : {}),
  }))

test.skipIf(!hasAlertmanager())(
  'a real Alertmanager that groups by alert name: a thread for each namespace, and each end on its own card',
  { timeout: 60_000 },
  async () => {
    bot = await startTestApp({ speed: 5 })
    const webhook = `${bot.app.url}/webhooks/alertmanager/main`
    alertmanager = await startAlertmanager(receiver(webhook, bot.tokens.alertmanager))
    const send = (alerts: unknown) =>
      fetch(alertmanager?.url ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      })
    expect((await send(alertsOf())).status).toBe(200)
    const head = (channel: string) =>
      wordsOf(roots(bot?.slack.messages(channel) ?? [])[0] ?? {}).split('\n')[0]
    await until('payments', () => head('payments')?.includes('1 firing · payments (prod-kr)'))
    await until('orders', () => head('orders')?.includes('1 firing · orders (prod-kr)'))
    await until('search', () => head('unowned')?.includes('1 firing · search (prod-kr)'))
    await send(alertsOf(new Date().toISOString()))
    await until('payments resolved', () => head('payments')?.includes('All resolved (1)'))
    expect(head('orders')).toContain('1 firing')
    expect(roots(bot.slack.messages('payments')).length).toBe(1)
  },
)
