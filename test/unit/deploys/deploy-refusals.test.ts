import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOver } from '../../../src/domain/deploys/deploy.ts'
import { stepDeploy, type DeployEvent } from '../../../src/domain/deploys/step-deploy.ts'
import { after, all, approved, end, first, glass, go, off, superseded, undone } from './a-deploy.ts'

test.each<[string, DeployEvent[], DeployEvent, string]>([
  ['starting unapproved', [], go(0), 'not-its-turn'],
  ['starting the second first', [approved(1)], go(1), 'not-its-turn'],
  ['starting twice', [approved(0), go(0)], go(0), 'not-its-turn'],
  [
    'starting in a freeze',
    [approved(0)],
    { event: 'start-wave', wave: 0, no: { reason: 'frozen', next: 'wait' } },
    'frozen',
  ],
  ['approving twice', [approved(0)], approved(0), 'wave-already-approved'],
  ['approving no wave', [], approved(7), 'wave-unknown'],
  ['other votes once it runs', [approved(0), go(0)], { event: 'votes-reset', wave: 0 }, 'wave-started'],
  ['calling off what runs', [approved(0), go(0)], off, 'rollout-running'],
  ['ending twice', [...first], end('r0'), 'rollout-succeeded'],
  ['ending what nobody knows', [], end('x'), 'rollout-unknown'],
  ['going on after a no', [off], approved(0), 'deploy-rejected'],
  ['a second roll back', [...all, undone], undone, 'deploy-rolled-back'],
  ['rolling back what did nothing', [off], undone, 'deploy-rejected'],
  ['glass without a reason', [], { ...glass, reason: ' ' }, 'break-glass-needs-reason'],
  ['glass twice', [glass], glass, 'glass-already-broken'],
])('%s is refused', (_case, events, event, reason) => {
  const deploy = after(...events)
  expect(stepDeploy(deploy, event, deploy.version)).toMatchObject({ ok: false, refusal: { reason } })
})

test('property: no order of events starts a wave unasked, leaves an end but to roll back, or leaves anything running there', () => {
  const region = fc.constantFrom('r0', 'r1', 'r2')
  const event: fc.Arbitrary<DeployEvent> = fc.oneof(
    fc.constantFrom(approved(0), approved(1), go(0), go(1), go(0), go(1)),
    region.map((id) => end(id)),
    region.map((id) => end(id)),
    region.map((id) => end(id, 'failed')),
    fc.constantFrom<DeployEvent>(off, superseded, undone, glass, { event: 'votes-reset', wave: 1 }),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let deploy = after()
      for (const one of events) {
        const next = stepDeploy(deploy, one, deploy.version)
        if (!next.ok) continue
        if (isOver(deploy)) expect(next.value.state).toBe('rolled-back')
        deploy = next.value
        const states = deploy.waves.map((wave) => wave.rollouts.map(({ state }) => state))
        deploy.waves.forEach((wave, index) => {
          const isStarted = states[index]?.some((state) => state === 'running' || state === 'succeeded')
          if (!isStarted) return
          expect(wave.approval === 'approved' || deploy.brokenGlass !== null).toBe(true)
          const earlier = states.slice(0, index).flat()
          expect(earlier.every((state) => state === 'succeeded')).toBe(true)
        })
        if (isOver(deploy)) {
          expect(states.flat().filter((state) => state === 'running' || state === 'waiting')).toEqual([])
        }
        expect(deploy.state === 'succeeded').toBe(states.flat().every((state) => state === 'succeeded'))
      }
    }),
    { numRuns: 1000 },
  )
})
