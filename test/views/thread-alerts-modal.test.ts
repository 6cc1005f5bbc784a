import { expect, test } from 'vitest'
import { acceptView } from '../../playground/slack/blockkit/view-definition.ts'
import { currentAlerts } from '../../src/domain/current-alerts.ts'
import { threadAlertsModal } from '../../src/views/thread-alerts-modal.ts'
import { asText } from '../harness/as-text.ts'
import { givenEpisode, givenThread } from '../harness/given.ts'

const alerts = currentAlerts(
  Array.from({ length: 23 }, (_, index) =>
    givenEpisode({ id: `e${index}`, alertname: `Alert${index}`, labels: {}, startsAt: index }),
  ),
)

function page(number: number) {
  return threadAlertsModal({ thread: givenThread(), alerts, page: number, outcome: 'done' })
}

test('every alert stands on exactly one page', () => {
  const shown = [0, 1, 2].flatMap((number) =>
    [...asText(page(number)).matchAll(/v1:(e\d+)\)/g)].map(([, id]) => id),
  )
  expect(shown).toEqual(alerts.map(({ episode }) => episode.id))
})

test('the last page has the way back, the place in the list and what was done', () => {
  const last = asText(page(2))
  expect(last.replace(/[^]*===\n---\n[^]*?===/, '…')).toMatchInlineSnapshot(`
    "…
    ---
    (21–23 of 23 · page 3 of 3)
    ---
    [Previous page](alert:page:1 v1:01k0thread0000000000000001:1)"
  `)
  expect(last).toContain('(done)')
  expect(asText(page(99))).toBe(last)
  expect(asText(page(-1))).toBe(asText(page(0)))
})

test('pages are valid, also an empty thread', () => {
  expect(() => acceptView(page(1))).not.toThrow()
  expect(() => acceptView(threadAlertsModal({ thread: givenThread(), alerts: [], page: 0 }))).not.toThrow()
  expect(JSON.parse(page(1).private_metadata ?? '')).toEqual({ v: 1, threadId: givenThread().id, page: 1 })
})
