import type { FaultName, FaultOptions } from '../../playground/aws/fault-scripts.ts'
import type { SagaStage } from '../harness/saga-stage.ts'

/** What goes wrong while a change is carried out. */
export interface SagaFault {
  name: string
  /** `name` is that in the cloud. */
  set(stage: SagaStage, about: { name: string; changeId: string }): void
  /** Where a person has to help (a right is missing): what helps, before it goes on. */
  isMended?: boolean
  /** What was made goes away by itself, so that making it again is no double. */
  vanishes?: boolean
}

function script(name: FaultName, options?: FaultOptions): SagaFault {
  return { name, set: ({ aws }) => aws.faults.set(name, options) }
}

export const NOTHING: SagaFault = { name: 'nothing goes wrong', set: () => undefined }

const LOST_ANSWERS: SagaFault = {
  name: 'every answer to a write is lost',
  set: ({ aws }) => aws.faults.set('lost-answers', { times: 40 }),
}

/** While something is created. */
export const CREATE_FAULTS: SagaFault[] = [
  NOTHING,
  script('capacity-sync'),
  script('capacity-event'),
  script('node-quota'),
  script('cluster-quota'),
  script('subnet-group-quota'),
  script('parameter-group-quota'),
  script('denied-create-replication-group'),
  {
    name: 'created half, and it may not be deleted',
    set({ aws }) {
      aws.faults.set('capacity-event')
      aws.faults.set('denied-delete-replication-group')
    },
    isMended: true,
  },
  script('invalid-subnet'),
  script('service-linked-role-missing'),
  script('throttling', { times: 6 }),
  script('server-errors', { times: 6 }),
  LOST_ANSWERS,
  script('expired-credentials', { times: 4 }),
  script('slow-create'),
  script('stale-reads', { ms: 20_000 }),
  script('in-use-lag', { ms: 60_000 }),
  script('user-group-busy', { times: 3 }),
  {
    name: 'the name belongs to somebody else',
    set: ({ aws }, { name }) => aws.addForeign('elasticache-replication-group', name),
  },
  {
    name: 'somebody cancels while the group is created',
    set: (stage, { changeId }) => stage.onceCalled('CreateReplicationGroup', () => cancel(stage, changeId)),
  },
  {
    name: 'somebody deletes a part by hand',
    set: ({ aws, onceCalled }, { name }) =>
      onceCalled('CreateReplicationGroup', () => aws.removeByHand('elasticache-parameter-group', name)),
  },
  script('unreachable', { times: 5 }),
]

/** While it is changed. */
export const MODIFY_FAULTS: SagaFault[] = [
  NOTHING,
  script('scale-undone'),
  script('throttling', { times: 6 }),
  script('server-errors', { times: 6 }),
  LOST_ANSWERS,
  script('expired-credentials', { times: 4 }),
  script('node-quota'),
  script('stale-reads', { ms: 20_000 }),
]

/** While it is deleted. */
export const DELETE_FAULTS: SagaFault[] = [
  NOTHING,
  script('snapshot-fails'),
  { ...script('snapshot-fails', { end: 'gone' }), name: 'snapshot-vanishes', vanishes: true },
  script('snapshot-refused'),
  { ...script('denied-delete-replication-group'), isMended: true },
  script('throttling', { times: 6 }),
  script('server-errors', { times: 6 }),
  LOST_ANSWERS,
  script('expired-credentials', { times: 4 }),
  script('stale-reads', { ms: 20_000 }),
  script('in-use-lag', { ms: 60_000 }),
  script('user-group-busy', { times: 3 }),
]

async function cancel({ store, clock }: SagaStage, changeId: string): Promise<void> {
  await store.transaction(async (tx) => {
    const change = await tx.changes.get(changeId)
    if (!change || change.state !== 'running') return
    const cancelled = { by: 'U0DANA', at: clock.now() }
    await tx.changes.update({ ...change, cancelled, version: change.version + 1 })
  })
}
