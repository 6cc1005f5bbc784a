import type { CostRow } from '../../domain/cost/line.ts'
import type { Allocation } from './answer.ts'

export interface Place extends Pick<CostRow, 'role' | 'project' | 'service'> {
  hasPods: boolean
  isUnmounted: boolean
}

const IDLE = '__idle__'
const SHARED = '__shared__'
const UNMOUNTED = '__unmounted__'
/** `__unallocated__` and its like. Kubernetes has no names with underscores. */
const NO_NAME = /^__.*__$/

const NOWHERE = { project: '', service: '', hasPods: false, isUnmounted: false }

/**
 * Which workload an allocation is. Its properties are believed before its name, `namespace/kind/kind:controller/pod`,
 * which has a stand-in for each that is missing.
 * https://github.com/opencost/opencost/blob/develop/core/pkg/opencost/allocationprops.go
 */
export function placeOf(name: string, properties: Allocation['properties']): Place {
  const parts = name.split('/')
  const namespace = properties?.namespace ?? parts[0] ?? ''
  if (isNamed(IDLE, properties?.namespace, parts)) return { ...NOWHERE, role: 'idle' }
  if (isNamed(SHARED, properties?.namespace, parts)) return { ...NOWHERE, role: 'shared' }
  const unmounted = { ...NOWHERE, service: 'unmounted volumes', isUnmounted: true }
  if (namespace === UNMOUNTED) return { ...unmounted, role: 'idle' }
  const project = told(namespace)
  const controller = told(properties?.controller ?? parts[2]?.replace(/^[^:]*:/, '') ?? '')
  const pod = told(properties?.pod ?? parts[3] ?? '')
  // Claimed in a namespace, so somebody's, but mounted by nothing.
  const isUnmounted =
    properties?.container === UNMOUNTED || (controller === '' && pod === `${namespace}-unmounted-pvcs`)
  if (isUnmounted) return { ...unmounted, role: 'used', project }
  return { role: 'used', project, service: controller, hasPods: pod !== '', isUnmounted: false }
}

/** The name of what is idle may begin with a cluster: `cluster-one/__idle__`. */
function isNamed(pseudo: string, namespace: string | null | undefined, parts: string[]): boolean {
  return namespace === pseudo || (!namespace && parts.includes(pseudo))
}

function told(name: string): string {
  return NO_NAME.test(name) ? '' : name
}
