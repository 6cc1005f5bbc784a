import { isMap, mapAt, type JsonMap } from '../json.ts'
import type { KubeObject } from '../objects.ts'

/** What the server fills in, as far as a workload of ours shows it. */
export function withDefaults<T extends KubeObject>(object: T): T {
  if (!['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(object.kind)) return object
  const copy = structuredClone(object)
  const spec = mapAt(copy, 'spec')
  if (object.kind !== 'DaemonSet') spec.replicas ??= 1
  if (object.kind !== 'ReplicaSet') spec.revisionHistoryLimit ??= 10
  if (object.kind === 'Deployment') defaultDeployment(spec)
  if (object.kind === 'StatefulSet') {
    spec.podManagementPolicy ??= 'OrderedReady'
    spec.serviceName ??= ''
    spec.updateStrategy ??= { type: 'RollingUpdate', rollingUpdate: { partition: 0 } }
  }
  if (object.kind === 'DaemonSet')
    spec.updateStrategy ??= { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } }
  defaultTemplate(mapAt(spec, 'template'))
  return { ...copy, spec }
}

function defaultDeployment(spec: JsonMap): void {
  spec.progressDeadlineSeconds ??= 600
  const strategy = mapAt(spec, 'strategy')
  strategy.type ??= 'RollingUpdate'
  if (strategy.type === 'RollingUpdate') {
    const rolling = mapAt(strategy, 'rollingUpdate')
    rolling.maxUnavailable ??= '25%'
    rolling.maxSurge ??= '25%'
    strategy.rollingUpdate = rolling
  }
  spec.strategy = strategy
}

function defaultTemplate(template: JsonMap): void {
  const metadata = mapAt(template, 'metadata')
  metadata.creationTimestamp ??= null
  template.metadata = metadata
  const spec = mapAt(template, 'spec')
  for (const list of [spec.containers, spec.initContainers])
    if (Array.isArray(list)) for (const container of list) if (isMap(container)) defaultContainer(container)
  spec.restartPolicy ??= 'Always'
  spec.terminationGracePeriodSeconds ??= 30
  spec.dnsPolicy ??= 'ClusterFirst'
  spec.securityContext ??= {}
  spec.schedulerName ??= 'default-scheduler'
  template.spec = spec
}

function defaultContainer(container: JsonMap): void {
  container.resources ??= {}
  container.terminationMessagePath ??= '/dev/termination-log'
  container.terminationMessagePolicy ??= 'File'
  const image = typeof container.image === 'string' ? container.image : ''
  container.imagePullPolicy ??= /:latest$|^[^:@]*$/.test(image) ? 'Always' : 'IfNotPresent'
  if (Array.isArray(container.ports))
    for (const port of container.ports) if (isMap(port)) port.protocol ??= 'TCP'
}
