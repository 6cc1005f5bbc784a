import { afterEach, describe, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import type { SlackDoor } from '../../src/commands/slack/slack-door.ts'
import { givenEpisode, NINE } from '../harness/given.ts'
import { startTestSlack } from '../harness/simulator.ts'
import { freePort, givenCard, startDoor } from '../harness/slack-door.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'

let slack: SlackSimulator
let door: SlackDoor
let opened: TestStore

async function start(mode: 'socket' | 'http') {
  const port = await freePort()
  const signedHttp = {
    requestUrl: `http://127.0.0.1:${port}/slack/events`,
    signingSecret: 'a-signing-secret',
  }
  slack = await startTestSlack(mode === 'http' ? { signedHttp } : {})
  opened = await openTestStore()
  door = await startDoor({ slack, store: opened.store, mode, port })
}

afterEach(async () => {
  await door.stop()
  await slack.stop()
  await opened.close()
})

const told = (who: string) =>
  slack
    .as(who)
    .messages('payments')
    .filter((message) => message.ephemeral)
    .map((message) => message.text)

describe.each(['socket', 'http'] as const)('the slack door by %s', (mode) => {
  test('a click is answered to that person, a second one says that it is theirs', async () => {
    await start(mode)
    const episode = givenEpisode()
    const ts = await givenCard({ slack, store: opened.store }, [episode])
    const click = { channel: 'payments', ts, action_id: 'alert:acknowledge:0' }
    expect(await slack.as('U0BOB').click(click)).toMatchObject({ ok: true })
    await expect
      .poll(() => told('U0BOB'))
      .toEqual([expect.stringContaining('👀 You are on *KubePodCrashLooping*')])
    await slack.as('U0BOB').click(click)
    await expect.poll(() => told('U0BOB').at(-1)).toContain('already')
    await slack.as('U0ALICE').click(click)
    await expect.poll(() => told('U0ALICE')).toEqual([expect.stringContaining('<@U0BOB> is on it')])
    const stored = await opened.store.read((q) => q.episodes.get(episode.id))
    expect(stored?.ack?.userId).toBe('U0BOB')
    const audit = await opened.store.read((q) => q.audit.ofSubject(episode.id))
    expect(audit.map((entry) => entry.outcome)).toEqual([
      'acknowledged',
      'already-yours',
      'alert-acknowledged-by-other',
    ])
  })

  test('guests, people from outside and old buttons get a clear answer, and nothing changes', async () => {
    await start(mode)
    const gone = givenEpisode({ state: 'resolved', endsAt: NINE + 60_000, resolvedSeenAt: NINE + 60_000 })
    const firing = givenEpisode()
    const ts = await givenCard({ slack, store: opened.store }, [firing])
    await opened.store.transaction((tx) => tx.episodes.insertMany([gone]))
    const click = { channel: 'payments', ts, action_id: 'alert:acknowledge:0' }
    await slack.as('U0GUS').click(click)
    await expect.poll(() => told('U0GUS')).toEqual([expect.stringContaining('Guests cannot do this. Ask')])
    await slack.as('U0OLGA').click(click)
    await expect
      .poll(() => told('U0OLGA'))
      .toEqual([expect.stringContaining('People from other organisations')])
    const old = (action_id: string, value: string) => ({
      type: 'section',
      text: { type: 'mrkdwn', text: 'old' },
      accessory: { type: 'button', action_id, value, text: { type: 'plain_text', text: 'Old' } },
    })
    const blocks = [
      old('alert:frobnicate', 'v9:x'),
      old('alert:acknowledge', 'not a value'),
      old('alert:acknowledge:7', `v1:${gone.id}`),
    ]
    const posted = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'C0PAY', text: 'old', blocks }),
    })
    const { ts: oldTs } = (await posted.json()) as { ts: string }
    for (const { accessory } of blocks)
      await slack.as('U0ALICE').click({ channel: 'payments', ts: oldTs, action_id: accessory.action_id })
    await expect.poll(() => told('U0ALICE')).toHaveLength(3)
    expect(told('U0ALICE').filter((text) => text.includes('older version of the card'))).toHaveLength(2)
    expect(told('U0ALICE').filter((text) => text.includes('resolved already'))).toHaveLength(1)
    expect((await opened.store.read((q) => q.episodes.get(firing.id)))?.ack).toBeNull()
  })

  test('commands are answered where they were typed', async () => {
    await start(mode)
    await givenCard({ slack, store: opened.store }, [givenEpisode()])
    const typed = async (text: string) => {
      const result = await slack.as('U0BOB').command({ channel: 'payments', text })
      return result.ok ? (result.response?.text ?? 'nothing') : result.error
    }
    expect(await typed('/alerts')).toMatch(/^\*1 alert in 1 thread\* firing for Payments/)
    expect(await typed('/alerts')).toMatch(/\/archives\/C0PAY\/p\d+/)
    expect(await typed('/owner payments')).toContain('Slack group: <!subteam^S0PAY>')
    expect(await typed('/owner paymnets')).toContain('Did you mean `payments`?')
    expect(await typed('/coxswain docter')).toContain('Did you mean `/coxswain doctor`?')
    expect(await typed('/coxswain')).toContain('/owner &lt;namespace&gt; [cluster]')
  })
})
