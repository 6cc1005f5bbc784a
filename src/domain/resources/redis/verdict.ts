import type { PartSpec, PartVerdict } from '../part.ts'
import type { Present } from '../resource-kind.ts'
import { groupVerdict } from './group-verdict.ts'
import { parametersOf } from './parameters.ts'
import { unlike } from './unlike.ts'

/** Users and user groups are `active`, everything else is `available`. */
const IN_SERVICE = ['active', 'available']

export function verdict(part: PartSpec, sight: Present): PartVerdict {
  if (part.type === 'elasticache-replication-group') return groupVerdict(part, sight)
  const { status } = sight
  const what = `${part.id} is ${status}`
  if (status === 'deleting' || status === 'deleted') return { state: 'going', what }
  if (status.endsWith('failed')) return { state: 'failed', code: status, what }
  if (!IN_SERVICE.includes(status)) return { state: 'settling', what }
  if (part.type !== 'elasticache-parameter-group') return { state: 'ready' }
  const differing = unlike(parametersOf(part), parametersOf(sight))
  return differing.length === 0
    ? { state: 'ready' }
    : { state: 'to-mend', what: `parameters differ: ${differing.join(', ')}` }
}
