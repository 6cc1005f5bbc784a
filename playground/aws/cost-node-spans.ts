import type { Region } from './elasticache/region.ts'

/** Nodes of one group of replicas that were paid for, all of a kind. */
export interface NodeSpan {
  /** `region/name` */
  group: string
  region: string
  tags: Record<string, string>
  nodeType: string
  engine: 'redis' | 'valkey'
  nodes: number
  from: number
  /** null: they still are. */
  to: number | null
}

type Running = Omit<NodeSpan, 'from' | 'to'> & { createdAt: number }

/** Writes down what is another than when it was looked last. */
export function noteNodes(spans: NodeSpan[], regions: readonly Region[], now: number): void {
  const running = new Map(regions.flatMap(groupsIn).map((one) => [one.group, one]))
  for (const span of spans) {
    if (span.to !== null) continue
    const one = running.get(span.group)
    if (one && isSame(span, one)) running.delete(span.group)
    else span.to = now
  }
  for (const { createdAt, ...one } of running.values()) {
    const isNew = !spans.some(({ group, to }) => group === one.group && (to ?? 0) > createdAt)
    spans.push({ ...one, from: isNew ? createdAt : now, to: null })
  }
}

function groupsIn({ place, replicationGroups }: Region): Running[] {
  return [...replicationGroups.values()]
    .filter(({ status }) => status !== 'create-failed')
    .map(({ name, tags, nodeType, engine, members, createdAt }) => ({
      group: `${place.region}/${name}`,
      region: place.region,
      tags: { ...tags },
      nodeType,
      engine,
      nodes: members.length,
      createdAt,
    }))
}

function isSame(span: NodeSpan, one: Running): boolean {
  const textOf = ({ tags, nodeType, engine, nodes }: NodeSpan | Running) =>
    JSON.stringify([Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1)), nodeType, engine, nodes])
  return textOf(span) === textOf(one)
}
