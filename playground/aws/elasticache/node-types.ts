import { invalidValue } from './input.ts'

/** GiB of memory. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html */
const NODE_TYPES: Readonly<Record<string, number>> = {
  'cache.t3.micro': 0.5,
  'cache.t3.small': 1.37,
  'cache.t3.medium': 3.09,
  'cache.t4g.micro': 0.5,
  'cache.t4g.small': 1.37,
  'cache.t4g.medium': 3.09,
  'cache.m6g.large': 6.38,
  'cache.m6g.xlarge': 12.94,
  'cache.m6g.2xlarge': 26.04,
  'cache.m7g.large': 6.38,
  'cache.m7g.xlarge': 12.94,
  'cache.m7g.2xlarge': 26.04,
  'cache.m7g.4xlarge': 52.26,
  'cache.r6g.large': 13.07,
  'cache.r6g.xlarge': 26.32,
  'cache.r6g.2xlarge': 52.82,
  'cache.r7g.large': 13.07,
  'cache.r7g.xlarge': 26.32,
  'cache.r7g.2xlarge': 52.82,
  'cache.r7g.4xlarge': 105.81,
  'cache.r7g.8xlarge': 209.55,
}

/** Throws AwsFault. */
export function checkNodeType(nodeType: string): void {
  if (!Object.hasOwn(NODE_TYPES, nodeType)) throw invalidValue(`Invalid cache node type: ${nodeType}`)
}

/** What ListAllowedNodeTypeModifications says: other types with at least as much memory, and with less. */
export function allowedModifications(nodeType: string): { up: string[]; down: string[] } {
  const memory = memoryOf(nodeType)
  const others = Object.keys(NODE_TYPES).filter((one) => one !== nodeType)
  return {
    up: others.filter((one) => memoryOf(one) >= memory),
    down: others.filter((one) => memoryOf(one) < memory),
  }
}

export function isSmaller(nodeType: string, than: string): boolean {
  return memoryOf(nodeType) < memoryOf(than)
}

function memoryOf(nodeType: string): number {
  return NODE_TYPES[nodeType] ?? 0
}
