import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ModifyStep } from '../../../src/domain/resources/modify-step.ts'
import type { JsonObject } from '../../../src/domain/resources/part.ts'
import { redis } from '../../../src/domain/resources/redis/redis.ts'
import { aPolicy, aSight, asWanted, aWish, mainOf, someParts } from './a-redis.ts'

interface Group {
  nodeType: string
  replicas: number
  failover: boolean
}

const SIZES = ['cache.t4g.small', 'cache.m7g.large']

function wanting({ size, replicas, multiAz }: { size: string; replicas: number; multiAz: boolean }) {
  return mainOf(someParts({ wish: aWish({ size, replicas }), policy: aPolicy({ multiAz }) }))
}

function seen({ nodeType, replicas, failover }: Group) {
  return aSight({ nodeType, replicas, multiAz: failover, automaticFailover: failover })
}

/** What ElastiCache makes of a call; throws where it refuses it. */
function apply(step: ModifyStep, group: Group, room: { least: number }): Group {
  switch (step.do) {
    case 'add-replicas':
      if (step.replicas <= group.replicas) throw new Error('NoOperationFault')
      return { ...group, replicas: step.replicas }
    case 'remove-replicas':
      if (step.replicas >= group.replicas) throw new Error('NoOperationFault')
      if (group.failover && step.replicas < 1) throw new Error('the last replica of a Multi-AZ group')
      if (group.nodeType === SIZES[0] && step.replicas < room.least) throw new Error('scaled in before up')
      return { ...group, replicas: step.replicas }
    case 'set-failover':
      if (step.on && group.replicas < 1) throw new Error('Must have at least 1 replica for Multi-AZ')
      return { ...group, failover: step.on }
    case 'set-node-type':
      if (step.nodeType === group.nodeType) throw new Error('not among the allowed')
      if (step.nodeType === SIZES[0] && group.replicas < room.least) throw new Error('scaled down before out')
      return { ...group, nodeType: step.nodeType }
  }
}

test('leads from whatever is there to what is wanted, and ElastiCache refuses nothing on the way', () => {
  const count = fc.integer({ min: 0, max: 3 })
  const observed = fc
    .record({ nodeType: fc.constantFrom(...SIZES), replicas: count, failover: fc.boolean() })
    .filter(({ replicas, failover }) => !failover || replicas > 0)
  const wish = fc.record({
    size: fc.constantFrom('session-small', 'cache-medium'),
    replicas: count,
    multiAz: fc.boolean(),
  })
  fc.assert(
    fc.property(observed, wish, (start, chosen) => {
      const main = wanting(chosen)
      // Small nodes are never fewer than at the end they are small at: data fits at every moment.
      const isSmall = (nodeType: unknown) => nodeType === SIZES[0]
      const least = isSmall(main.values['nodeType'])
        ? chosen.replicas
        : isSmall(start.nodeType)
          ? start.replicas
          : 0
      let group = start
      const steps: ModifyStep[] = []
      for (let step = redis.nextStep(main, seen(group)); step; step = redis.nextStep(main, seen(group))) {
        expect(redis.isDone(step, seen(group)), 'what is done is not asked for again').toBe(false)
        group = apply(step, group, { least })
        expect(redis.isDone(step, seen(group))).toBe(true)
        steps.push(step)
        expect(steps.length).toBeLessThanOrEqual(4)
      }
      expect(group).toEqual({
        nodeType: main.values['nodeType'],
        replicas: chosen.replicas,
        failover: chosen.multiAz && chosen.replicas > 0,
      })
    }),
    { numRuns: 1000 },
  )
})

test.each<[string, Group, { size: string; replicas: number; multiAz: boolean }, ModifyStep | null]>([
  [
    'failover goes before the last replica does',
    { nodeType: 'cache.t4g.small', replicas: 1, failover: true },
    { size: 'session-small', replicas: 0, multiAz: true },
    { do: 'set-failover', on: false },
  ],
  [
    'replicas come before failover',
    { nodeType: 'cache.t4g.small', replicas: 0, failover: false },
    { size: 'session-small', replicas: 2, multiAz: true },
    { do: 'add-replicas', replicas: 2 },
  ],
  [
    'out before down',
    { nodeType: 'cache.m7g.large', replicas: 1, failover: true },
    { size: 'session-small', replicas: 2, multiAz: true },
    { do: 'add-replicas', replicas: 2 },
  ],
  [
    'up before in',
    { nodeType: 'cache.t4g.small', replicas: 2, failover: true },
    { size: 'cache-medium', replicas: 1, multiAz: true },
    { do: 'set-node-type', nodeType: 'cache.m7g.large' },
  ],
  [
    'nothing to do',
    { nodeType: 'cache.t4g.small', replicas: 1, failover: true },
    { size: 'session-small', replicas: 1, multiAz: true },
    null,
  ],
])('%s', (_, group, chosen, step) => {
  expect(redis.nextStep(wanting(chosen), seen(group))).toEqual(step)
})

test('a half-switched failover is switched on', () => {
  const main = mainOf(someParts())
  expect(redis.nextStep(main, asWanted(main, { multiAz: false }))).toEqual({ do: 'set-failover', on: true })
})

test('a node type is set when every member has it', () => {
  const main = mainOf(someParts())
  const [first, second] = asWanted(main).values['members'] as JsonObject[]
  const half = { nodeType: 'cache.m7g.large', members: [{ ...first, nodeType: 'cache.m7g.large' }, second] }
  const step = { do: 'set-node-type', nodeType: 'cache.m7g.large' } as const
  const sight = asWanted(main, half as JsonObject)
  expect(redis.isDone(step, sight)).toBe(false)
  expect(redis.nextStep(wanting({ size: 'cache-medium', replicas: 1, multiAz: true }), sight)).toEqual(step)
})
