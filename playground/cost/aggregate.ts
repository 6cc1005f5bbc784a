import {
  addAllocation,
  copyOf,
  IDLE,
  UNALLOCATED,
  UNMOUNTED_NAME,
  type Allocation,
  type AllocationProperties,
} from './allocation.ts'

export interface Aggregation {
  /** Fields, in order; none: everything is one. */
  by: readonly string[]
  includeIdle: boolean
  /** Gives what is idle to those who use the rest, by what they use; needs includeIdle. */
  shareIdle: boolean
  idleByNode: boolean
}

/** Sums by name, as `AllocationProperties.GenerateKey` of OpenCost makes names. */
export function aggregate(
  allocations: readonly Allocation[],
  aggregation: Aggregation,
): Map<string, Allocation> {
  const { by, includeIdle, shareIdle, idleByNode } = aggregation
  const used = allocations.filter(({ role }) => role === 'used').map(copyOf)
  const idle = includeIdle ? allocations.filter(({ role }) => role === 'idle') : []
  const sums = new Map<string, Allocation>()
  const add = (name: string, allocation: Allocation) => {
    const sum = sums.get(name)
    if (sum) addAllocation(sum, allocation)
    else sums.set(name, copyOf(allocation))
  }
  if (shareIdle) share(used, idle, idleByNode)
  for (const one of used) add(nameOf(one.properties, by), one)
  if (shareIdle) return sums
  for (const one of idle)
    add(idleByNode && by.includes('node') ? `${one.properties.node}/${IDLE}` : IDLE, one)
  return sums
}

function share(used: readonly Allocation[], idle: readonly Allocation[], byNode: boolean): void {
  for (const { properties, figures } of idle)
    for (const what of ['cpu', 'ram'] as const) {
      const users = used.filter((one) => !byNode || one.properties.node === properties.node)
      const cost = `${what}Cost` as const
      const weightOf = (one: Allocation) => one.figures[cost] - one.figures[`${cost}Idle`]
      const total = users.reduce((sum, one) => sum + weightOf(one), 0)
      if (total === 0) continue
      for (const one of users) {
        const part = (figures[cost] + figures[`${cost}Adjustment`]) * (weightOf(one) / total)
        one.figures[cost] += part
        one.figures[`${cost}Idle`] += part
      }
    }
}

function nameOf(properties: AllocationProperties, by: readonly string[]): string {
  return by.length === 0 ? 'all' : by.map((field) => partOf(properties, field)).join('/')
}

function partOf(properties: AllocationProperties, field: string): string {
  const { controller, controllerKind, labels, ...plain } = properties
  const isUnmounted = properties.namespace === UNMOUNTED_NAME
  if (field.startsWith('label:')) return labels?.[field.slice('label:'.length)] ?? UNALLOCATED
  if (field.startsWith('annotation:')) return UNALLOCATED
  if (field === 'service') return isUnmounted ? UNMOUNTED_NAME : UNALLOCATED
  if (field === 'controllerKind') return controllerKind ?? UNALLOCATED
  if (field === 'controller') return controller ? `${controllerKind}:${controller}` : UNALLOCATED
  return plain[field as keyof typeof plain] ?? ''
}
