import { afterEach, describe, expect, test } from 'vitest'
import type { Attempt } from '../../src/domain/card.ts'
import { CHANNEL, startWriter, type TestWriter } from './slack-writer-kit.ts'

let writer: TestWriter
afterEach(() => writer.stop())

const shown = async () => (await writer.card('1'))?.state === 'shown'

const keyOf = (method: Attempt['method'], subject: string) => `key-${method}-${subject}`

/** As a process leaves it that died after committing `sending`. */
async function dieAround(method: Attempt['method'], agoMs = 100, subject = '1'): Promise<string> {
  const key = keyOf(method, subject)
  await writer.store.transaction(async (tx) => {
    const id = `alert-thread:${subject}`
    const card =
      (await tx.cards.get(id)) ??
      (await tx.cards.want({
        id,
        kind: 'alert-thread',
        subject,
        channel: CHANNEL,
        priority: 3,
        dueAt: 0,
      }))
    const attempt = {
      key,
      startedAt: writer.clock.now() - agoMs,
      method,
      threadTs: null,
      version: card.wantedVersion,
      hash: 'x',
    }
    await tx.cards.save({ ...card, state: 'sending', attempt }, { state: card.state, attemptKey: null })
  })
  return key
}

async function postAs(key: string, text: string): Promise<string> {
  const body = new URLSearchParams({
    channel: CHANNEL,
    text,
    metadata: JSON.stringify({ event_type: 'coxswain', event_payload: { key } }),
  })
  const headers = { authorization: `Bearer ${writer.slack.botToken}` }
  const answer = await fetch(`${writer.slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body })
  return ((await answer.json()) as { ts: string }).ts
}

describe('a card found in sending after a restart', () => {
  test('the post was carried out: adopted', async () => {
    writer = await startWriter()
    const ts = await postAs(await dieAround('post'), 'one alert')
    await writer.show('1', 'two alerts')
    await writer.until(shown)
    expect([writer.texts(), (await writer.card('1')).ts]).toEqual([['two alerts'], ts])
  })

  test('the post was never made: made after 15 s', async () => {
    writer = await startWriter()
    await dieAround('post', 0)
    const diedAt = writer.clock.now()
    await writer.show('1', 'one alert')
    await writer.until(shown)
    expect(writer.texts()).toEqual(['one alert'])
    expect(Number(writer.slack.messages(CHANNEL)[0]?.ts) * 1000).toBeGreaterThanOrEqual(diedAt + 14_900)
  })

  test('an edit is made again, with the newest content', async () => {
    writer = await startWriter()
    await writer.show('1', 'one alert')
    await writer.until(shown)
    await dieAround('update')
    await writer.show('1', 'three alerts')
    await writer.until(shown)
    expect(writer.texts()).toEqual(['three alerts'])
  })

  test('a token that works again: one look that Slack answers lets all others look', async () => {
    const rateLimits = { postPerChannel: { perMinute: 6000, burst: 400 } }
    writer = await startWriter({ speed: 100, rateLimits })
    const subjects = Array.from({ length: 30 }, (_, n) => `${n}`)
    const pausedAt = writer.clock.now()
    writer.pause.close('token_revoked', pausedAt)
    for (const subject of subjects) {
      await postAs(keyOf('post', subject), `thread ${subject}`)
      await dieAround('post', 100, subject)
    }
    for (const subject of subjects) await writer.until(async () => (await writer.card(subject)).ts !== null)
    expect(writer.clock.now() - pausedAt).toBeLessThan(400_000)
    expect(writer.texts()).toHaveLength(30)
  })

  test('stopped in the middle of waiting and started again', async () => {
    writer = await startWriter()
    for (let n = 0; n < 12; n++) await writer.show(`${n}`, `thread ${n}`)
    await writer.restart()
    for (let n = 0; n < 12; n++) await writer.until(async () => (await writer.card(`${n}`)).state === 'shown')
    expect(new Set(writer.texts()).size).toBe(12)
    expect(writer.texts()).toHaveLength(12)
  })
})
