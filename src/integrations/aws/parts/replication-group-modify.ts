import {
  DecreaseReplicaCountCommand,
  IncreaseReplicaCountCommand,
  ListAllowedNodeTypeModificationsCommand,
  ModifyReplicationGroupCommand,
  type ModifyReplicationGroupCommandInput,
} from '@aws-sdk/client-elasticache'
import { CloudError, type Written } from '../../../domain/resources/cloud.ts'
import type { ModifyStep } from '../../../domain/resources/modify-step.ts'
import type { PartSpec } from '../../../domain/resources/part.ts'
import { NOTHING_TO_DO, written } from '../answers.ts'
import type { Calls } from '../calls.ts'

const ANSWERS = { ReplicationGroupNotFound: 'absent', NoOperation: 'nothing-to-do' } as const

/** Carried out at once, never in the maintenance window. Counts of replicas are what there shall be. */
export function modifyReplicationGroup(calls: Calls, part: PartSpec, step: ModifyStep): Promise<Written> {
  const count = { ReplicationGroupId: part.name, ApplyImmediately: true }
  switch (step.do) {
    case 'set-node-type':
      return modify(calls, { ...count, CacheNodeType: step.nodeType })
    case 'set-failover':
      return modify(calls, { ...count, AutomaticFailoverEnabled: step.on, MultiAZEnabled: step.on })
    case 'add-replicas': {
      const sent = calls.elasticache('IncreaseReplicaCount', (client) =>
        client.send(new IncreaseReplicaCountCommand({ ...count, NewReplicaCount: step.replicas })),
      )
      return written(sent, ANSWERS)
    }
    case 'remove-replicas': {
      const sent = calls.elasticache('DecreaseReplicaCount', (client) =>
        client.send(new DecreaseReplicaCountCommand({ ...count, NewReplicaCount: step.replicas })),
      )
      return written(sent, ANSWERS)
    }
  }
}

async function modify(calls: Calls, input: ModifyReplicationGroupCommandInput): Promise<Written> {
  try {
    const sent = calls.elasticache('ModifyReplicationGroup', (client) =>
      client.send(new ModifyReplicationGroupCommand(input)),
    )
    return await written(sent, ANSWERS)
  } catch (error) {
    if (!(error instanceof CloudError) || !/no modifications/i.test(error.failure.message)) throw error
    return { ...NOTHING_TO_DO, requestId: error.failure.requestId }
  }
}

export async function readAllowedNodeTypes(calls: Calls, part: PartSpec): Promise<string[]> {
  const { ScaleUpModifications: up = [], ScaleDownModifications: down = [] } = await calls.elasticache(
    'ListAllowedNodeTypeModifications',
    (client) => client.send(new ListAllowedNodeTypeModificationsCommand({ ReplicationGroupId: part.name })),
  )
  return [...new Set([...up, ...down])]
}
