import type { JournalEntry } from '../playground/aws/journal.ts'
import type { AwsSettings } from '../playground/aws/settings.ts'
import { startAwsSimulator } from '../playground/aws/simulator.ts'
import { isEnded } from '../src/domain/resources/change.ts'
import type { Store } from '../src/domain/store.ts'
import { createSagaClock, type SagaClock } from '../test/harness/saga-clock.ts'
import { SAGA_POLICY } from '../test/harness/saga-policy.ts'
import { startSagaProcess } from '../test/harness/saga-process.ts'
import { openTestStore } from '../test/harness/store.ts'

/** As long as AWS takes: a creation of ten minutes. https://github.com/hashicorp/terraform-provider-aws/pull/34460 */
const AS_AWS: AwsSettings = {
  createMs: 600_000,
  memberLagMs: 30_000,
  modifyMs: 480_000,
  deleteMs: 300_000,
  snapshotMs: 180_000,
  userMs: 10_000,
  parametersMs: 10_000,
}

/** The reconciler, the adapter and the SDK before an account that takes its time; the clock jumps to what is due. */
export interface BenchAccount {
  store: Store
  clock: SagaClock
  /** Carries them out at the same time, and resolves to the calls that it took. */
  run(changeIds: string[]): Promise<JournalEntry[]>
  close(): Promise<void>
}

export async function openAccount(): Promise<BenchAccount> {
  const clock = createSagaClock()
  const aws = await startAwsSimulator({ clock, settings: AS_AWS })
  process.env['AWS_ACCESS_KEY_ID'] = aws.credentials.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = aws.credentials.secretAccessKey
  const { store, close } = await openTestStore()
  const { job, kill } = await startSagaProcess({ store, clock, aws, policy: SAGA_POLICY })
  const { signal } = new AbortController()

  async function turn(key: string, dueAt: number): Promise<number | null> {
    const result = await job.run({ kind: job.kind, key, generation: 1, attempts: 0, dueAt }, signal)
    return 'again' in result ? result.again : null
  }

  return {
    store,
    clock,
    async run(changeIds) {
      const from = aws.journal().length
      const due = new Map(changeIds.map((id) => [id, clock.now()]))
      while (due.size > 0) {
        clock.moveTo(Math.min(...due.values()))
        const now = clock.now()
        const ready = [...due].filter(([, at]) => at <= now)
        await Promise.all(
          ready.map(async ([id, at]) => {
            const again = await turn(id, at)
            if (again === null) due.delete(id)
            else due.set(id, again)
          }),
        )
      }
      await expectEnded(store, changeIds)
      return aws.journal().slice(from)
    },
    async close() {
      kill()
      await aws.stop()
      await close()
    },
  }
}

async function expectEnded(store: Store, changeIds: string[]): Promise<void> {
  for (const id of changeIds) {
    const change = await store.read((reads) => reads.changes.get(id))
    if (!change || !isEnded(change))
      throw new Error(`${id} is ${change?.state}: ${JSON.stringify(change?.failure)}`)
  }
}
