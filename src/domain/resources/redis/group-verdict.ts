import type { PartSpec, PartVerdict } from '../part.ts'
import type { Present } from '../resource-kind.ts'
import { readGroup, type GroupSight } from './group-sight.ts'
import { groupValuesOf } from '../part-values/replication-group.ts'
import { unlike } from './unlike.ts'

/** Of a group, or of one of its members. */
const FAILED = ['create-failed', 'restore-failed', 'incompatible-network']
const GOING = ['deleting', 'deleted']

/**
 * Whether it is in service and takes calls, whatever is wanted of it. The status of the group alone says too little: its
 * members lag behind (terraform-provider-aws issue 50096).
 */
export function atRest({ status, ...sight }: Present): PartVerdict {
  const group = readGroup({ status, ...sight })
  const failed = group.members.find((member) => FAILED.includes(member.status))
  if (GOING.includes(status)) return { state: 'going', what: `the replication group is ${status}` }
  if (FAILED.includes(status))
    return { state: 'failed', code: status, what: `the replication group is ${status}` }
  if (failed) return { state: 'failed', code: failed.status, what: memberIs(failed) }
  const what = status === 'available' ? unsettled(group) : `the replication group is ${status}`
  return what === null ? { state: 'ready' } : { state: 'settling', what }
}

export function groupVerdict(part: PartSpec, sight: Present): PartVerdict {
  const rest = atRest(sight)
  if (rest.state !== 'ready') return rest
  const group = readGroup(sight)
  const what = incomplete(group, groupValuesOf(part).replicas + 1)
  if (what !== null) return { state: 'settling', what }
  const { tags } = group
  const differing = unlike(part.tags, tags ?? {})
  return differing.length === 0
    ? { state: 'ready' }
    : { state: 'to-mend', what: `tags differ: ${differing.join(', ')}` }
}

/** In service, but not all of what was asked for is there or can be read back yet. */
function incomplete({ members, endpoint, parameterStatus, tags }: GroupSight, nodes: number): string | null {
  if (members.length !== nodes) return `it has ${members.length} of ${nodes} nodes`
  if (endpoint === null) return 'it has no endpoint yet'
  if (parameterStatus === 'applying') return 'its parameters are being applied'
  return tags === null ? 'its tags cannot be read yet' : null
}

function unsettled({ nodeGroups, members, pending, automaticFailover, multiAz }: GroupSight): string | null {
  const nodeGroup = nodeGroups.find((one) => one.status !== 'available')
  if (nodeGroup) return `node group ${nodeGroup.id} is ${nodeGroup.status}`
  const member = members.find((one) => one.status !== 'available')
  if (member) return memberIs(member)
  if (nodeGroups.length === 0 || members.length === 0) return 'it has no nodes yet'
  if (automaticFailover === 'changing' || multiAz === 'changing')
    return 'automatic failover is being switched'
  return pending === null ? null : `pending: ${pending}`
}

function memberIs({ name, status }: { name: string; status: string }): string {
  return `member ${name} is ${status}`
}
