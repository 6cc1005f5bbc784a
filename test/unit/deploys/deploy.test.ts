import { describe, expect, test } from 'vitest'
import { servingIn, type Deploy } from '../../../src/domain/deploys/deploy.ts'
import { nextStep } from '../../../src/domain/deploys/next-step.ts'
import { stepDeploy, type DeployEvent } from '../../../src/domain/deploys/step-deploy.ts'
import { after, all, approved, end, first, glass, go, off, superseded, undone, start } from './a-deploy.ts'

describe('a deploy', () => {
  test.each<[string, DeployEvent[], Deploy['state'], string]>([
    ['asked for', [], 'waiting-for-approval', 'waiting,waiting,waiting'],
    ['approved', [approved(0)], 'requested', 'waiting,waiting,waiting'],
    [
      'with other votes needed',
      [approved(0), { event: 'votes-reset', wave: 0 }],
      'waiting-for-approval',
      'waiting,waiting,waiting',
    ],
    ['in its first wave', [approved(0), go(0)], 'running', 'running,waiting,waiting'],
    ['between waves', first, 'waiting-for-approval', 'succeeded,waiting,waiting'],
    ['done', all, 'succeeded', 'succeeded,succeeded,succeeded'],
    ['failed at once', [approved(0), go(0), end('r0', 'failed')], 'failed', 'failed,stopped,stopped'],
    [
      'failing, its wave goes on',
      [...first, approved(1), go(1), end('r1', 'failed')],
      'running',
      'succeeded,failed,running',
    ],
    [
      'failed later',
      [...first, approved(1), go(1), end('r1', 'failed'), end('r2')],
      'failed',
      'succeeded,failed,succeeded',
    ],
    ['rejected', [off], 'rejected', 'stopped,stopped,stopped'],
    ['expired between waves', [...first, { ...off, as: 'expired' }], 'expired', 'succeeded,stopped,stopped'],
    ['superseded', [approved(0), go(0), superseded], 'superseded', 'superseded,stopped,stopped'],
    ['rolled back while running', [approved(0), go(0), undone], 'rolled-back', 'rolled-back,stopped,stopped'],
    ['rolled back after', [...all, undone], 'rolled-back', 'rolled-back,rolled-back,rolled-back'],
    ['in an emergency', [glass, go(0)], 'running', 'running,waiting,waiting'],
  ])('%s', (_case, events, state, rollouts) => {
    const deploy = after(...events)
    expect(deploy.state).toBe(state)
    expect(deploy.waves.flatMap((wave) => wave.rollouts.map((one) => one.state)).join()).toBe(rollouts)
    expect(deploy.version).toBe(events.length)
  })

  test('serves in as many regions as succeeded', () => {
    expect(servingIn(after(...first))).toEqual({ serving: 1, of: 3 })
    expect(servingIn(after(...all))).toEqual({ serving: 3, of: 3 })
  })

  test('who read an older version must read again', () => {
    expect(stepDeploy(after(approved(0)), go(0), 0)).toMatchObject({
      refusal: { reason: 'changed-meanwhile' },
    })
  })

  test('knows its next step', () => {
    expect(nextStep(after(), null)).toEqual({ step: 'wait-for-approval', wave: 0 })
    expect(nextStep(after(approved(0)), null)).toEqual({ step: 'start-wave', wave: 0 })
    expect(nextStep(after(approved(0)), { reason: 'frozen', next: 'wait' })).toMatchObject({
      step: 'held-back',
    })
    expect(nextStep(after(approved(0), go(0)), null)).toEqual({ step: 'watch', wave: 0 })
    expect(nextStep(after(...first, approved(1)), null)).toEqual({ step: 'start-wave', wave: 1 })
    expect(nextStep(after(...all), null)).toEqual({ step: 'nothing' })
  })

  test('starts at once without approval, in the regions asked for', () => {
    expect(start(false, ['us'])).toMatchObject({ value: { state: 'requested', waves: [{ name: 'rest' }] } })
    expect(start(false, ['mars'])).toMatchObject({ refusal: { reason: 'region-unknown' } })
    expect(start(false, [])).toMatchObject({ refusal: { reason: 'no-region' } })
  })
})
