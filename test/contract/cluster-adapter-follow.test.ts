import { describe, expect, test } from 'vitest'
import { until } from '../harness/until.ts'
import { object, watchedCluster } from './cluster-adapter-watch-kit.ts'

const managed = { managedFields: [{ manager: 'kubectl' }] }
const added = (one: object) => ({ type: 'ADDED', object: one })
const event = (uid: string, about: string, kind = 'Pod') => ({
  ...object(uid),
  involvedObject: { kind, uid: about },
})

describe('followers of a namespace', () => {
  test('share one watch a kind, and the last one to leave ends it', async () => {
    await using at = await watchedCluster()
    const [first, second] = [new AbortController(), new AbortController()]
    const told: string[] = []
    const follow = (signal: AbortSignal, name: string) =>
      at.cluster.follow('payments', ['pods'], { onChange: (uid) => told.push(`${name}:${uid}`), signal })
    follow(first.signal, 'a')
    const later = follow(second.signal, 'b')
    const watch = await at.watch('pods', 1)
    watch.send(added(object('p', { owner: 's' })))
    await until('both were told', () => told.length === 2)
    first.abort()
    watch.send(added(object('q', { owner: 's' })))
    await until('one was told', () => told.length === 3)
    expect(told).toEqual(['a:s', 'b:s', 'b:s'])
    expect(later.snapshot('s').pods).toHaveLength(2)
    expect(at.lists).toEqual(['pods'])
    second.abort()
    expect(later.isComplete()).toBe(false)
    await at.clock.advance(600_000)
    expect(at.watches.pods).toHaveLength(1)
    const again = at.follow('pods')
    expect(again.snapshot('s').pods).toEqual([])
    await at.watch('pods', 2)
    expect(at.lists).toEqual(['pods', 'pods'])
  })

  test('of other namespaces and kinds have watches of their own', async () => {
    await using at = await watchedCluster()
    at.follow('pods', 'replicasets')
    at.cluster.follow('orders', ['pods'], { onChange: () => {}, signal: at.stop.signal })
    await until('three watches', () => at.asked.filter(({ query }) => query.has('watch')).length === 3)
    expect(new Set(at.asked.map(({ path }) => path))).toEqual(
      new Set([
        '/api/v1/namespaces/payments/pods',
        '/apis/apps/v1/namespaces/payments/replicasets',
        '/api/v1/namespaces/orders/pods',
      ]),
    )
  })

  test('see what belongs to a workload, and are told its uid whatever changes', async () => {
    await using at = await watchedCluster()
    at.listings.deployments = { resourceVersion: '1', items: [object('d', managed), object('other')] }
    at.listings.replicasets = { resourceVersion: '1', items: [object('rs', { owner: 'd' })] }
    at.listings.pods = {
      resourceVersion: '1',
      items: [object('p', { owner: 'rs', ...managed }), object('stray')],
    }
    const following = at.follow('deployments', 'replicasets', 'pods', 'events')
    await until('all were listed', () => following.isComplete())
    at.changed.length = 0
    const events = await at.watch('events', 1)
    events.send(
      added(event('e1', 'p')),
      added(event('e2', 'rs', 'ReplicaSet')),
      added(event('e3', 'n', 'Node')),
    )
    await until('both events', () => at.changed.length === 2)
    expect(at.changed).toEqual(['d', 'd'])
    const seen = following.snapshot('d')
    expect(seen.workload).toMatchObject({ kind: 'Deployment', metadata: { uid: 'd', ...managed } })
    expect(uids(seen.replicaSets)).toEqual(['rs'])
    expect(uids(seen.pods)).toEqual(['p'])
    expect(uids(seen.events)).toEqual(['e1', 'e2'])
    expect(seen.pods[0]?.metadata.managedFields).toBeUndefined()

    const pods = await at.watch('pods', 1)
    pods.send({ type: 'DELETED', object: object('p', { owner: 'rs' }) })
    await until('the deletion', () => at.changed.length === 3)
    expect(following.snapshot('d')).toMatchObject({ pods: [] })
    expect(at.changed[2]).toBe('d')
  })

  test('revisions and pods of a StatefulSet', async () => {
    await using at = await watchedCluster()
    at.listings.statefulsets = { resourceVersion: '1', items: [object('s')] }
    at.listings.controllerrevisions = {
      resourceVersion: '1',
      items: [object('r', { owner: 's', revision: 1 })],
    }
    at.listings.pods = { resourceVersion: '1', items: [object('p', { owner: 's' })] }
    const following = at.follow('statefulsets', 'controllerrevisions', 'pods')
    await until('all were listed', () => following.isComplete())
    const seen = following.snapshot('s')
    expect([uids(seen.controllerRevisions), uids(seen.pods)]).toEqual([['r'], ['p']])
    expect(seen.workload?.kind).toBe('StatefulSet')
  })
})

function uids(objects: { metadata: { uid: string } }[]): string[] {
  return objects.map(({ metadata }) => metadata.uid)
}
