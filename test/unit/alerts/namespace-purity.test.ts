import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createIntakeRig, type IntakeRig } from '../../harness/intake.ts'
import { body, type GeneratedAlert } from './generated.ts'

const BODIES = 5_000
const AT_ONCE = 20

let rig: IntakeRig
beforeEach(async () => {
  rig = await createIntakeRig()
})
afterEach(() => rig.close())

/** The namespace that the alert's own labels name, by hand; null when they name none. */
function named({ labels }: GeneratedAlert): string | null {
  const label = [labels['exported_namespace'], labels['namespace']].map((text) =>
    (text ?? '').replaceAll('\0', '').trim(),
  )
  const rule = /^(.+)-prod$/.exec(labels['dbinstance_identifier'] ?? '')?.[1]
  return label.find((text) => text !== '') ?? rule ?? null
}

test(`over ${BODIES} bodies every thread holds one (cluster, namespace) and no alert is missing`, async () => {
  const bodies = fc.sample(body, { numRuns: BODIES, seed: 20_261_121 })
  const delivered = new Map<string, GeneratedAlert>()
  for (let from = 0; from < BODIES; from += AT_ONCE) {
    const round = bodies.slice(from, from + AT_ONCE).map(async (one, index) => {
      const kind = index % 3 === 0 ? 'alertmanager' : 'grafana'
      for (const alert of one.alerts)
        delivered.set(`${kind}/main ${alert.fingerprint} ${alert.startsAt}`, alert)
      return [one.alerts.length, await rig.take(kind, one)]
    })
    for (const [alerts, taken] of await Promise.all(round)) expect(taken).toEqual({ alerts, quarantined: 0 })
    await rig.clock.advance(4_000)
  }

  const threads = await rig.threads()
  expect(new Set(threads.map(({ cluster, namespace }) => JSON.stringify([cluster, namespace]))).size).toBe(
    threads.length,
  )
  const found = new Set<string>()
  for (const thread of threads) {
    for (const episode of await rig.episodesOf(thread)) {
      const { cluster, namespace, source, fingerprint, startsAt } = episode
      expect([cluster, namespace]).toEqual([thread.cluster, thread.namespace])
      const key = `${source} ${fingerprint} ${new Date(startsAt).toISOString()}`
      const alert = delivered.get(key)
      if (!alert) throw new Error(`an episode that was never delivered: ${key}`)
      // What names no namespace itself may follow its rule; what does is never elsewhere.
      const own = named(alert)
      const expected = own === null ? [cluster, namespace] : [alert.labels['cluster'] ?? '', own]
      expect([cluster, namespace]).toEqual(expected)
      found.add(key)
    }
  }
  expect(found.size).toBe(delivered.size)
}, 120_000)
