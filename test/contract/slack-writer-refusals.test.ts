import { afterEach, describe, expect, test } from 'vitest'
import { ADMINS, CHANNEL, FALLBACK, startWriter, type TestWriter } from './slack-writer-kit.ts'

let writer: TestWriter
afterEach(() => writer.stop())

const shown = (subject: string) => async () => (await writer.card(subject))?.state === 'shown'
const parked = (subject: string) => async () => (await writer.card(subject))?.state === 'parked'

describe('a channel that refuses', () => {
  test.each([
    ['C0SECRET', 'channel_not_found'],
    ['C0OLD', 'is_archived'],
  ])('%s: the card stands in the fallback channel, the admins are told once', async (channel, error) => {
    writer = await startWriter()
    await writer.show('1', 'one alert', channel)
    await writer.show('2', 'another', channel)
    await writer.until(shown('1'))
    await writer.until(shown('2'))
    expect(writer.texts(FALLBACK).toSorted()).toEqual(['another', 'one alert'])
    expect(await writer.card('1')).toMatchObject({
      channel: FALLBACK,
      problem: `moved from ${channel}: ${error}`,
    })
    await writer.until(() => writer.texts(ADMINS).length > 0)
    expect(writer.texts(ADMINS).map((text) => JSON.parse(text) as unknown)).toMatchObject([
      { topic: 'slack-refused', values: { channel, error, fallback: FALLBACK } },
    ])
  })

  test('the bot removed after posting: a new card in the fallback channel, replies beside it', async () => {
    writer = await startWriter()
    await writer.show('1', 'one alert')
    await writer.until(shown('1'))
    writer.slack.faults.add({
      method: '*',
      channel: CHANNEL,
      kind: 'error',
      error: 'not_in_channel',
      times: 1000,
    })
    await writer.show('1', 'two alerts')
    await writer.until(shown('1'))
    await writer.tell('joined:1:1', 'one more', { threadCardId: 'alert-thread:1' })
    await writer.until(() => writer.texts(FALLBACK).length === 2)
    const [root, reply] = writer.slack.messages(FALLBACK)
    expect([root?.text, reply?.text, reply?.thread_ts]).toEqual(['two alerts', 'one more', root?.ts])
  })

  test('the fallback channel refuses too: parked, not lost', async () => {
    writer = await startWriter({ speed: 200 })
    const fault = { method: 'chat.postMessage', kind: 'error', error: 'is_archived' } as const
    writer.slack.faults.add({ ...fault, channel: FALLBACK })
    await writer.show('1', 'one alert', FALLBACK)
    await writer.until(parked('1'))
    expect((await writer.card('1')).problem).toBe('is_archived')
    await writer.until(shown('1'))
    expect(writer.texts(FALLBACK)).toEqual(['one alert'])
  })
})

describe('content that is refused', () => {
  test.each(['invalid_blocks', 'msg_blocks_too_long'])('%s: the text stands alone', async (error) => {
    writer = await startWriter()
    writer.slack.faults.add({ method: 'chat.postMessage', kind: 'error', error })
    await writer.show('1', 'one alert')
    await writer.until(shown('1'))
    const [posted] = writer.slack.messages(CHANNEL)
    expect(posted).toMatchObject({ text: 'one alert' })
    expect(JSON.stringify(posted?.blocks ?? [])).not.toContain('section')
    expect(await writer.card('1')).toMatchObject({ textOnly: true })
    await writer.until(() => writer.texts(ADMINS).length === 1)
  })

  test('blocks that Slack finds invalid itself', async () => {
    writer = await startWriter()
    await writer.show('1', 'x'.repeat(3001))
    await writer.until(shown('1'))
    expect(writer.texts()).toEqual(['x'.repeat(3001)])
    expect(writer.texts(ADMINS).length).toBeLessThanOrEqual(1)
  })

  test('a message that somebody deleted is posted anew', async () => {
    writer = await startWriter()
    await writer.show('1', 'one alert')
    await writer.until(shown('1'))
    const first = (await writer.card('1')).ts
    writer.slack.faults.add({ method: 'chat.update', kind: 'error', error: 'message_not_found' })
    await writer.show('1', 'two alerts')
    await writer.until(shown('1'))
    expect((await writer.card('1')).ts).not.toBe(first)
    expect(writer.texts()).toEqual(['one alert', 'two alerts'])
  })
})

test('a card that may not be edited any more stands still; the admins are told once', async () => {
  writer = await startWriter()
  await writer.show('1', 'one alert')
  await writer.until(shown('1'))
  const { ts } = await writer.card('1')
  const fault = { method: 'chat.update', kind: 'error', error: 'edit_window_closed', times: 1000 } as const
  writer.slack.faults.add(fault)
  for (const text of ['two alerts', 'three alerts']) {
    await writer.show('1', text)
    await writer.until(shown('1'))
  }
  expect(await writer.card('1')).toMatchObject({ ts, problem: 'edit_window_closed' })
  await writer.show('2', 'a new thread')
  await writer.until(shown('2'))
  await writer.until(() => writer.texts(ADMINS).length > 0)
  expect(writer.texts()).toEqual(['one alert', 'a new thread'])
  expect(writer.texts(ADMINS)).toHaveLength(1)
  writer.slack.faults.clear()
  await writer.show('1', 'four alerts')
  await writer.until(shown('1'))
  expect([writer.texts()[0], (await writer.card('1')).problem]).toEqual(['four alerts', null])
})

test('a refusal that nobody understands is not repeated faster because more is wanted', async () => {
  writer = await startWriter({ speed: 60 })
  await writer.show('1', 'one alert')
  await writer.until(shown('1'))
  writer.slack.faults.add({ method: 'chat.update', kind: 'error', error: 'something_new', times: 1000 })
  const startedAt = writer.clock.now()
  for (let n = 0; n < 100; n++) await writer.show('1', `${n} alerts`)
  await writer.until(async () => (await writer.card('1')).failures >= 3)
  for (let n = 100; n < 200; n++) await writer.show('1', `${n} alerts`)
  const refused = writer.logs.filter(({ fields }) => JSON.stringify(fields).includes('"outcome":"refused"'))
  // The waits in between are 2, 4, 8 … seconds.
  expect(2 ** refused.length - 2).toBeLessThanOrEqual((writer.clock.now() - startedAt) / 1000)
  writer.slack.faults.clear()
  await writer.until(shown('1'))
  expect(writer.texts()).toEqual(['199 alerts'])
})

test('a revoked token: everything waits, nothing is lost, few calls are made', async () => {
  writer = await startWriter({ speed: 100 })
  writer.slack.revokeToken(true)
  const startedAt = writer.clock.now()
  await writer.show('0', 'thread 0', FALLBACK)
  await writer.until(() => writer.pause.problem() === 'token_revoked')
  for (let n = 1; n < 20; n++) await writer.show(`${n}`, `thread ${n}`, n % 2 ? CHANNEL : FALLBACK)
  await writer.clock.sleep(130_000)
  const refused = writer.logs.filter(({ fields }) => JSON.stringify(fields).includes('"outcome":"refused"'))
  const minutes = Math.floor((writer.clock.now() - startedAt) / 60_000)
  expect(refused.length).toBeGreaterThan(1)
  expect(refused.length).toBeLessThanOrEqual(1 + minutes)
  writer.slack.revokeToken(false)
  for (let n = 0; n < 20; n++) await writer.until(shown(`${n}`))
  expect([...writer.texts(), ...writer.texts(FALLBACK)].length).toBe(20)
  expect(writer.pause.problem()).toBeNull()
})
