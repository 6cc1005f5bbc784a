import type { ModifyStep } from '../modify-step.ts'
import type { PartSpec } from '../part.ts'
import type { Present } from '../resource-kind.ts'
import { readGroup } from './group-sight.ts'
import { groupValuesOf, wantsFailover } from '../part-values/replication-group.ts'

/**
 * The order that ElastiCache accepts: out before down, up before in, so that data fits at every moment; failover is
 * switched on once there is a replica, and off before the last one goes.
 */
export function nextStep(main: PartSpec, sight: Present): ModifyStep | null {
  const wanted = groupValuesOf(main)
  const { replicas, automaticFailover, multiAz } = readGroup(sight)
  const failover = wantsFailover(wanted)
  const setNodeType: ModifyStep = { do: 'set-node-type', nodeType: wanted.nodeType }
  if (replicas < wanted.replicas) return { do: 'add-replicas', replicas: wanted.replicas }
  if (failover && !(automaticFailover === 'on' && multiAz === 'on')) return { do: 'set-failover', on: true }
  if (!isDone(setNodeType, sight)) return setNodeType
  if (!failover && !(automaticFailover === 'off' && multiAz === 'off'))
    return { do: 'set-failover', on: false }
  if (replicas > wanted.replicas) return { do: 'remove-replicas', replicas: wanted.replicas }
  return null
}

/** Whether what the step sets is as it sets it. */
export function isDone(step: ModifyStep, sight: Present): boolean {
  const { replicas, nodeType, automaticFailover, multiAz, members } = readGroup(sight)
  switch (step.do) {
    case 'set-node-type':
      return [nodeType, ...members.map((member) => member.nodeType)].every((type) => type === step.nodeType)
    case 'add-replicas':
      return replicas >= step.replicas
    case 'remove-replicas':
      return replicas <= step.replicas
    case 'set-failover': {
      const set = step.on ? 'on' : 'off'
      return automaticFailover === set && multiAz === set
    }
  }
}
