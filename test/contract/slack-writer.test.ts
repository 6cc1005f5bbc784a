import { afterEach, describe, expect, test } from 'vitest'
import { CHANNEL, startWriter, type TestWriter } from './slack-writer-kit.ts'

let writer: TestWriter
afterEach(() => writer.stop())

const shown = (subject: string) => async () => (await writer.card(subject))?.state === 'shown'
const sent = (key: string) => async () => (await writer.notice(key))?.state === 'shown'

describe('the writer', () => {
  test('posts a card once, then edits it in place', async () => {
    writer = await startWriter()
    await writer.show('1', 'two alerts')
    await writer.until(shown('1'))
    await writer.show('1', 'three alerts')
    await writer.until(shown('1'))
    expect(writer.texts()).toEqual(['three alerts'])
    const [posted] = writer.slack.messages(CHANNEL)
    expect(posted).toMatchObject({ ts: (await writer.card('1')).ts, metadata: { event_type: 'coxswain' } })
  })

  test('hundreds of wishes cost few edits, and the last one stands', async () => {
    writer = await startWriter()
    const startedAt = writer.clock.now()
    for (let n = 1; n <= 300; n++) await writer.show('1', `${n} alerts`)
    await writer.until(shown('1'))
    expect(writer.texts()).toEqual(['300 alerts'])
    const gaps = Math.ceil((writer.clock.now() - startedAt) / 2000)
    expect(writer.slack.calls()['chat.update']?.total ?? 0).toBeLessThanOrEqual(gaps)
  })

  test('unchanged content costs no call', async () => {
    writer = await startWriter()
    await writer.show('1', 'one alert')
    await writer.until(shown('1'))
    await writer.show('1', 'one alert')
    await writer.until(shown('1'))
    expect(writer.slack.calls()['chat.update']).toBeUndefined()
    expect(await writer.card('1')).toMatchObject({ wantedVersion: 2, shownVersion: 2 })
  })

  test('a reply waits until its thread stands, and stands in it', async () => {
    writer = await startWriter()
    writer.slack.faults.add({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 5 })
    await writer.show('1', 'the thread')
    await writer.tell('joined:1:1', 'two more', { threadCardId: 'alert-thread:1' })
    await writer.until(sent('joined:1:1'))
    const [root, reply] = writer.slack.messages(CHANNEL)
    expect([root?.text, reply?.text, reply?.thread_ts]).toEqual(['the thread', 'two more', root?.ts])
  })

  test('a notice is posted once, whatever is asked again', async () => {
    writer = await startWriter()
    await writer.tell('digest:1', 'nine o’clock', { kind: 'digest' })
    await writer.tell('digest:1', 'nine o’clock', { kind: 'digest' })
    await writer.until(sent('digest:1'))
    expect(writer.texts()).toEqual(['nine o’clock'])
  })

  test('a reply tells what joined between rendering and sending', async () => {
    let joining: Promise<boolean> | undefined
    let isReady = false
    writer = await startWriter({
      // Each attempt takes an id, after rendering and right before it is committed.
      onNewId() {
        if (isReady)
          joining ??= writer.store.transaction((tx) => tx.notices.amend('joined:1:1', { text: 'two more' }))
      },
    })
    isReady = true
    await writer.tell('joined:1:1', 'one more')
    await writer.until(sent('joined:1:1'))
    expect([await joining, writer.texts()]).toEqual([true, ['two more']])
  })

  test('a burst over many channels stays within Slack’s limits', async () => {
    writer = await startWriter()
    const channels = ['C0PAY', 'C0ORDERS', 'C0UNOWNED', 'C0COMPANY']
    for (let n = 0; n < 60; n++) await writer.show(`${n}`, `thread ${n}`, channels[n % 4])
    for (let n = 0; n < 60; n++) await writer.until(shown(`${n}`))
    expect(writer.slack.calls()['chat.postMessage']).toEqual({ total: 60, limited: 0 })
  })
})
