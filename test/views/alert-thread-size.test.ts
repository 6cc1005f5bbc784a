import { expect, test } from 'vitest'
import type { Message } from '../../src/domain/message.ts'
import { alertThreadCard } from '../../src/views/alert-thread-card.ts'
import { jsonChars } from '../../src/views/fit.ts'
import { asText } from '../harness/as-text.ts'
import { givenEpisode, givenThread, NINE, PAYMENTS } from '../harness/given.ts'

const long =
  'https://grafana.example/d/aaaaaaaa/kubernetes-workload?orgId=1&from=now-1h&to=now&var-namespace=payments&viewPanel=12'

function cardOf(count: number, given = {}): Message {
  const episodes = Array.from({ length: count }, (_, index) =>
    givenEpisode({ fingerprint: `f${index}`, ...given }),
  )
  return alertThreadCard({ thread: givenThread(), episodes, team: PAYMENTS, now: NINE })
}

function rowsOf(card: Message): number {
  return card.blocks.filter((block) => block.type === 'section' && block.accessory).length
}

test('twenty ordinary alerts all stand on the card, within the budget', () => {
  const card = cardOf(20, {
    annotations: { summary: 'A pod of the payment service restarts again and again.' },
    values: { A: 3 },
    links: { dashboard: long, panel: long, silence: long, generator: long, runbook: long },
  })
  expect(rowsOf(card)).toBe(20)
  expect(asText(card)).not.toContain('Show')
  expect(jsonChars(card.blocks)).toBeLessThanOrEqual(12_000)
})

test.each([21, 500, 10_000])('%i alerts: twenty at most, the rest counted behind the button', (count) => {
  const card = cardOf(count)
  const hidden = Number(
    /\[Show (\d+) more\]\(alert:more v1:01k0thread0000000000000001\)/.exec(asText(card))?.[1],
  )
  expect(rowsOf(card)).toBeLessThanOrEqual(20)
  expect(rowsOf(card) + hidden).toBe(count)
  expect(card.text.length).toBeLessThanOrEqual(4_000)
  expect(
    card.text.split('\n').length - 1 + Number(/… and (\d+) more$/.exec(card.text)?.[1] ?? 0),
  ).toBeGreaterThanOrEqual(count)
})

test('a hundred kilobytes in a label cost a cut, not the card', () => {
  const huge = 'x'.repeat(100_000)
  const card = cardOf(3, {
    alertname: huge,
    labels: { pod: huge },
    annotations: { summary: huge, description: huge },
  })
  expect(rowsOf(card)).toBe(3)
  expect(jsonChars(card.blocks)).toBeLessThanOrEqual(12_000)
})
