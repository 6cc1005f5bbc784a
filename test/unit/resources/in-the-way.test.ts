import { expect, test } from 'vitest'
import type { Change } from '../../../src/domain/resources/change.ts'
import { inTheWay, isGivenUp } from '../../../src/domain/resources/in-the-way.ts'
import { newChange } from '../../../src/domain/resources/new-change.ts'
import { planDelete } from '../../../src/domain/resources/plan-change.ts'
import { aResource } from './a-redis.ts'

const plan = planDelete({ resource: aResource(), changeId: 'c', finalSnapshot: false })
const change = (verb: Change['verb'], over: Partial<Change>): Change => ({
  ...newChange({ id: 'c', resourceId: 'r', verb, plan, requesterId: 'UALICE', now: 1 }),
  ...over,
})
const stopped = (stoppedIn: Change['stoppedIn']) => ({ state: 'stopped' as const, stoppedIn })

test.each<[string, Change | null, deleting: string | null, modifying: string | null]>([
  ['nothing', null, null, null],
  ['a modification', change('modify', { state: 'running' }), 'change-under-way', 'change-under-way'],
  ['one on its way back', change('modify', { state: 'undoing' }), 'change-under-way', 'change-under-way'],
  ['one that stands still', change('modify', stopped('running')), null, 'change-under-way'],
  ['one without a way back', change('modify', stopped('undoing')), null, 'change-under-way'],
  [
    'a deletion that stands still',
    change('delete', stopped('running')),
    'change-under-way',
    'change-under-way',
  ],
  ['a creation', change('create', { state: 'running' }), 'cancel-instead', 'change-under-way'],
  ['one that is undone', change('create', { state: 'undoing' }), 'already-undoing', 'change-under-way'],
  ['one that hangs there', change('create', stopped('undoing')), 'undoing-stopped', 'change-under-way'],
])('in the way of deleting and modifying: %s', (_, open, deleting, modifying) => {
  const resource = aResource({ state: open === null ? 'ready' : 'modifying' })
  expect(inTheWay(resource, open, 'delete')?.reason ?? null).toBe(deleting)
  expect(inTheWay(resource, open, 'modify')?.reason ?? null).toBe(modifying)
})

test('what is over, or not ready, is told first', () => {
  const stuck = change('modify', stopped('undoing'))
  expect(inTheWay(aResource({ state: 'deleted' }), stuck, 'delete')?.reason).toBe('resource-is-over')
  expect(inTheWay(aResource({ state: 'modifying' }), null, 'delete')?.reason).toBe('resource-not-ready')
})

test('what ended where it stood is not what was undone', () => {
  expect(isGivenUp({ state: 'rolled-back', stoppedIn: 'undoing' })).toBe(true)
  expect(isGivenUp({ state: 'rolled-back', stoppedIn: null })).toBe(false)
  expect(isGivenUp({ state: 'stopped', stoppedIn: 'undoing' })).toBe(false)
})
