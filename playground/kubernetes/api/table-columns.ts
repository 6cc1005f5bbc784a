import { at, mapAt, textAt } from '../json.ts'
import type { Container, KubeEvent, KubeObject, Pod, PodSpec } from '../objects.ts'
import type { Plural } from '../kinds.ts'
import { labelText } from '../selectors.ts'
import { humanAge, parseTimestamp } from '../timestamps.ts'
import { podStatusText } from './pod-status-text.ts'

interface Column {
  name: string
  type?: 'string' | 'integer'
  /** 1: only with `-o wide`. */
  priority?: 0 | 1
  cell: (object: KubeObject, now: number) => string | number
}

const NAME: Column = { name: 'Name', cell: ({ metadata }) => metadata.name }
const AGE: Column = {
  name: 'Age',
  cell: ({ metadata }, now) => humanAge(now - parseTimestamp(metadata.creationTimestamp)),
}

function count(name: string, ...path: string[]): Column {
  return { name, type: 'integer', cell: (object) => number(object, ...path) }
}

function number(object: KubeObject, ...path: string[]): number {
  return Number(at(object, ...path) ?? 0)
}

const containers = (object: KubeObject): Container[] =>
  (at(object, 'spec', 'template', 'spec') as PodSpec | undefined)?.containers ?? []

const WIDE: Column[] = [
  {
    name: 'Containers',
    priority: 1,
    cell: (object) =>
      containers(object)
        .map(({ name }) => name)
        .join(','),
  },
  {
    name: 'Images',
    priority: 1,
    cell: (object) =>
      containers(object)
        .map(({ image }) => image)
        .join(','),
  },
]
const SELECTOR: Column = {
  name: 'Selector',
  priority: 1,
  cell: (object) => labelText(mapAt(object, 'spec', 'selector')),
}
const READY: Column = {
  name: 'Ready',
  cell: (object) => `${number(object, 'status', 'readyReplicas')}/${number(object, 'spec', 'replicas')}`,
}

const podColumns: Column[] = [
  NAME,
  {
    name: 'Ready',
    cell: (pod) => {
      const ready = (pod as Pod).status.containerStatuses?.filter((status) => status.ready).length ?? 0
      return `${ready}/${(pod as Pod).spec.containers.length}`
    },
  },
  { name: 'Status', cell: (pod) => podStatusText(pod as Pod) },
  {
    name: 'Restarts',
    cell: (pod) =>
      String((pod as Pod).status.containerStatuses?.reduce((sum, one) => sum + one.restartCount, 0) ?? 0),
  },
  AGE,
  { name: 'IP', priority: 1, cell: (pod) => (pod as Pod).status.podIP ?? '<none>' },
  { name: 'Node', priority: 1, cell: (pod) => (pod as Pod).spec.nodeName ?? '<none>' },
]

const eventColumns: Column[] = [
  {
    name: 'Last Seen',
    cell: (event, now) => humanAge(now - parseTimestamp((event as KubeEvent).lastTimestamp)),
  },
  { name: 'Type', cell: (event) => (event as KubeEvent).type },
  { name: 'Reason', cell: (event) => (event as KubeEvent).reason },
  {
    name: 'Object',
    cell: (event) => {
      const { kind, name } = (event as KubeEvent).involvedObject
      return `${kind.toLowerCase()}/${name}`
    },
  },
  { name: 'Message', cell: (event) => (event as KubeEvent).message },
]

/** The columns of pkg/printers/internalversion of Kubernetes. */
export const COLUMNS: Record<Plural, readonly Column[]> = {
  namespaces: [NAME, { name: 'Status', cell: (object) => textAt(object, 'status', 'phase') }, AGE],
  pods: podColumns,
  events: eventColumns,
  configmaps: [NAME, AGE],
  secrets: [NAME, { name: 'Type', cell: (object) => textAt(object, 'type') || 'Opaque' }, AGE],
  deployments: [
    NAME,
    READY,
    count('Up-to-date', 'status', 'updatedReplicas'),
    count('Available', 'status', 'availableReplicas'),
    AGE,
    ...WIDE,
    SELECTOR,
  ],
  statefulsets: [NAME, READY, AGE, ...WIDE],
  daemonsets: [
    NAME,
    count('Desired', 'status', 'desiredNumberScheduled'),
    count('Current', 'status', 'currentNumberScheduled'),
    count('Ready', 'status', 'numberReady'),
    count('Up-to-date', 'status', 'updatedNumberScheduled'),
    count('Available', 'status', 'numberAvailable'),
    AGE,
    ...WIDE,
    SELECTOR,
  ],
  replicasets: [
    NAME,
    count('Desired', 'spec', 'replicas'),
    count('Current', 'status', 'replicas'),
    count('Ready', 'status', 'readyReplicas'),
    AGE,
    ...WIDE,
    SELECTOR,
  ],
  controllerrevisions: [
    NAME,
    { name: 'Controller', cell: ({ metadata }) => metadata.ownerReferences?.[0]?.name ?? '<none>' },
    count('Revision', 'revision'),
    AGE,
  ],
  horizontalpodautoscalers: [
    NAME,
    {
      name: 'Reference',
      cell: (object) =>
        `${textAt(object, 'spec', 'scaleTargetRef', 'kind')}/${textAt(object, 'spec', 'scaleTargetRef', 'name')}`,
    },
    count('MinPods', 'spec', 'minReplicas'),
    count('MaxPods', 'spec', 'maxReplicas'),
    count('Replicas', 'status', 'currentReplicas'),
    AGE,
  ],
}
