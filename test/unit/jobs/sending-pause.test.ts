import { expect, test } from 'vitest'
import { createWriterPause, type Pass, type WriterPause } from '../../../src/jobs/sending-pause.ts'

const MINUTE = 60_000

function pass(pause: WriterPause, now: number): Pass {
  const entered = pause.enter(now)
  if ('again' in entered) throw new Error(`held until ${entered.again}`)
  return entered
}

test('open: anybody goes', () => {
  const pause = createWriterPause()
  pass(pause, 0)
  pass(pause, 0)
  expect([pause.heldUntil(0), pause.problem()]).toEqual([null, null])
})

test('one asks after a minute, and however long its call takes nobody else goes', () => {
  const pause = createWriterPause()
  pass(pause, 0).end({ refused: 'token_revoked' }, 100)
  expect(pause.enter(200)).toEqual({ again: 100 + MINUTE })
  const probe = pass(pause, 100 + MINUTE)
  for (const later of [0, 1_000, 20_000, 10 * MINUTE])
    expect(pause.enter(100 + MINUTE + later)).toEqual({ again: 100 + MINUTE + later + 15_000 })
  probe.end({ refused: 'token_revoked' }, 12 * MINUTE)
  expect(pause.heldUntil(12 * MINUTE)).toBe(13 * MINUTE)
})

test('the one that is taken opens for all', () => {
  const pause = createWriterPause()
  pause.close('invalid_auth', 0)
  pass(pause, MINUTE).end('taken', MINUTE + 50)
  expect([pause.heldUntil(MINUTE + 50), pause.problem()]).toEqual([null, null])
})

test('a refusal of this message only says that the token is good', () => {
  const pause = createWriterPause()
  pause.close('invalid_auth', 0)
  pass(pause, MINUTE).end({ refused: 'is_archived' }, MINUTE)
  expect(pause.problem()).toBeNull()
})

test('an answer that says nothing leaves the question to the next one', () => {
  const pause = createWriterPause()
  pause.close('token_revoked', 0)
  const probe = pass(pause, MINUTE)
  probe.end('unclear', MINUTE + 10_000)
  probe.end('taken', MINUTE + 10_001)
  expect([pause.problem(), pause.heldUntil(MINUTE + 10_001)]).toEqual(['token_revoked', MINUTE + 25_000])
  pass(pause, MINUTE + 25_000)
})

test('a call from before the pause ends no probe', () => {
  const pause = createWriterPause()
  const early = pass(pause, 0)
  pause.close('token_revoked', 0)
  pass(pause, MINUTE)
  early.end({ refused: 'token_revoked' }, MINUTE + 10)
  expect(pause.enter(3 * MINUTE)).toEqual({ again: 3 * MINUTE + 15_000 })
})
