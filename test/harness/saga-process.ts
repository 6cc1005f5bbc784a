import type { AwsSimulator } from '../../playground/aws/simulator.ts'
import type { CloudPlace } from '../../src/domain/resources/cloud.ts'
import type { Store } from '../../src/domain/store.ts'
import { createNewId } from '../../src/lib/id.ts'
import { createClouds } from '../../src/integrations/aws/create-clouds.ts'
import { createReconcileResource } from '../../src/jobs/reconcile-resource.ts'
import type { Job } from '../../src/jobs/job.ts'
import { createBeginModifyStep } from '../../src/operations/begin-modify-step.ts'
import { createBeginPart } from '../../src/operations/begin-part.ts'
import { createEndChange } from '../../src/operations/end-change.ts'
import { createExpireResourceApproval } from '../../src/operations/expire-resource-approval.ts'
import { createStartChange } from '../../src/operations/start-change.ts'
import { createStopChange } from '../../src/operations/stop-change.ts'
import { createTurnBackChange } from '../../src/operations/turn-back-change.ts'
import type { ResourceDeps } from '../../src/operations/resource-deps.ts'
import type { SagaClock } from './saga-clock.ts'
import { openSeverableLine } from './severable-line.ts'

/** One life of the bot: the real reconciler, operations, adapter and SDK over the store that outlives it. */
export interface SagaProcess {
  job: Job
  /** Makes it know whose its credentials are, as one does that has worked there before. */
  askIdentity(place: CloudPlace): Promise<void>
  /** As SIGKILL: its connections break, and it never writes again. */
  kill(): void
  /** Resolves when it was killed. */
  died: Promise<'died'>
}

export interface SagaParts {
  store: Store
  clock: SagaClock
  aws: Pick<AwsSimulator, 'accept'>
  policy: Pick<ResourceDeps, 'catalogue' | 'resourcePolicy' | 'directory'>
}

export async function startSagaProcess({ store, clock, aws, policy }: SagaParts): Promise<SagaProcess> {
  const line = await openSeverableLine(aws.accept)
  const life = { isOver: false }
  const mortal = mortalStore(store, life)
  const now = () => clock.now()
  const deps: ResourceDeps = {
    ...policy,
    store: mortal,
    now,
    newId: createNewId(now),
    prices: { hourly: () => Promise.resolve(null) },
  }
  const clouds = createClouds({
    accounts: [{ name: 'main', id: null, profile: null, role: null, endpoint: line.url }],
    // Its own pauses are real time.
    readAttempts: 1,
    clock,
  })
  const job = createReconcileResource({
    store: mortal,
    clock,
    clouds,
    resourcePolicy: policy.resourcePolicy,
    startChange: createStartChange(deps),
    beginPart: createBeginPart(deps),
    beginModifyStep: createBeginModifyStep(deps),
    turnBackChange: createTurnBackChange(deps),
    stopChange: createStopChange(deps),
    endChange: createEndChange(deps),
    expireResourceApproval: createExpireResourceApproval(deps),
    onChangeOver: () => undefined,
  })
  const death = Promise.withResolvers<'died'>()
  return {
    job,
    async askIdentity(place) {
      // Without an account that it has to be, nothing is asked.
      if (place.accountId != null) await clouds.of(place)?.used('ClusterQuotaForCustomerExceeded')
    },
    kill() {
      life.isOver = true
      line.sever()
      death.resolve('died')
    },
    died: death.promise,
  }
}

/** A store that a dead process cannot reach: what it was about to do never happens. */
function mortalStore(store: Store, life: { isOver: boolean }): Store {
  const never = () => new Promise<never>(() => undefined)
  return {
    ...store,
    transaction: (fn) => (life.isOver ? never() : store.transaction(fn)),
    read: (fn) => (life.isOver ? never() : store.read(fn)),
  }
}
