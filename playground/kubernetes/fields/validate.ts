import { at, isMap, mapAt, same } from '../json.ts'
import type { KubeObject } from '../objects.ts'
import { resourceOfKind } from '../resources.ts'
import { invalid, type Cause } from '../status-error.ts'

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']
const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/

/** Throws the 422 of a real server for what our clients can get wrong in a workload. */
export function validate(object: KubeObject, before?: KubeObject): void {
  const causes = [
    ...nameCauses(object),
    ...(WORKLOADS.includes(object.kind) ? workloadCauses(object, before) : []),
  ]
  if (causes.length > 0) throw invalid(resourceOfKind(object.kind), object.metadata.name, causes)
}

function nameCauses({ metadata }: KubeObject): Cause[] {
  if (NAME.test(metadata.name)) return []
  return [
    value(
      'metadata.name',
      JSON.stringify(metadata.name),
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ),
  ]
}

function workloadCauses(object: KubeObject, before?: KubeObject): Cause[] {
  const causes: Cause[] = []
  const replicas = at(object, 'spec', 'replicas')
  if (typeof replicas === 'number' && replicas < 0)
    causes.push(value('spec.replicas', String(replicas), 'must be greater than or equal to 0'))
  const selector = at(object, 'spec', 'selector')
  const labels = mapAt(object, 'spec', 'template', 'metadata', 'labels')
  if (!isMap(selector)) causes.push(required('spec.selector'))
  else if (Object.entries(mapAt(selector, 'matchLabels')).some(([name, wanted]) => labels[name] !== wanted))
    causes.push(
      value(
        'spec.template.metadata.labels',
        JSON.stringify(labels),
        '`selector` does not match template `labels`',
      ),
    )
  if (before && !same(at(before, 'spec', 'selector'), selector))
    causes.push(value('spec.selector', JSON.stringify(selector), 'field is immutable'))
  return [...causes, ...containerCauses(object)]
}

function containerCauses(object: KubeObject): Cause[] {
  const path = 'spec.template.spec.containers'
  const containers = at(object, 'spec', 'template', 'spec', 'containers')
  if (!Array.isArray(containers) || containers.length === 0) return [required(path)]
  return containers.flatMap((container, index) => [
    ...(typeof at(container, 'name') === 'string' ? [] : [required(`${path}[${index}].name`)]),
    ...(at(container, 'image') ? [] : [required(`${path}[${index}].image`)]),
  ])
}

function required(field: string): Cause {
  return { reason: 'FieldValueRequired', message: 'Required value', field }
}

function value(field: string, found: string, why: string): Cause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${found}: ${why}`, field }
}
