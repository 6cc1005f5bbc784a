import { useAwsCredentials } from '../harness/aws-credentials.ts'
import { AWS_ACCOUNT_ID, placeOf } from '../../playground/aws/places.ts'
import { startAwsSimulator } from '../../playground/aws/simulator.ts'
import type { PartSpec } from '../../src/domain/resources/part.ts'
import type { AwsAccount } from '../../src/integrations/aws/aws-account.ts'
import { redis } from '../../src/domain/resources/redis/redis.ts'
import type { Present } from '../../src/domain/resources/resource-kind.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { anOrder, aPolicy, aWish } from '../unit/resources/a-redis.ts'
import { cloudAt, REGION } from './aws-adapter-kit.ts'

export const MINUTE_MS = 60_000

const place = placeOf(REGION)
const POLICY = aPolicy({
  subnets: place.subnets.map(({ id, zone }) => ({ id, zone })),
  securityGroups: place.securityGroups.slice(0, 1),
  kmsKeyId: `arn:aws:kms:${REGION}:${AWS_ACCOUNT_ID}:key/${place.kmsKeys[0]}`,
})

/** The parts of one Redis, as its kind plans them. */
export function redisParts(name = 'payments-prod-sessions', resourceId = 'r1', replicas = 1): PartSpec[] {
  const tags = { 'coxswain:resource': resourceId, project: 'payments' }
  return redis.parts(anOrder({ name, resourceId, tags, policy: POLICY, wish: aWish({ replicas }) }))
}

/** The adapter before the simulated AWS, both on a clock that the test moves. */
export async function openStage({ account = {} }: { account?: Partial<AwsAccount> } = {}) {
  const clock = createTestClock()
  const aws = await startAwsSimulator({ clock, settings: { memberLagMs: 5000 } })
  useAwsCredentials(aws.credentials)
  const at = cloudAt(aws.url, { clock, account })
  const { cloud } = at

  const present = async (part: PartSpec): Promise<Present> => {
    const sight = await cloud.look(part)
    if (sight.seen === 'absent') throw new Error(`${part.id} is absent`)
    return sight
  }
  /** Makes the parts one after the other, each until it is in service and as wanted. */
  const makeAll = async (parts: PartSpec[]): Promise<void> => {
    for (const part of parts) {
      await cloud.make(part)
      await untilReady(part)
    }
  }
  const untilReady = async (part: PartSpec): Promise<void> => {
    for (let minutes = 0; minutes < 60; minutes++) {
      const verdict = redis.verdict(part, await present(part))
      if (verdict.state === 'ready') return
      if (verdict.state === 'to-mend') await cloud.mend(part)
      else await clock.advance(MINUTE_MS)
    }
    throw new Error(`${part.id} is not ready after an hour: ${JSON.stringify(await cloud.look(part))}`)
  }
  const operations = () => aws.journal().map(({ operation }) => operation)
  return {
    ...at,
    aws,
    present,
    makeAll,
    untilReady,
    operations,
    /** How often an operation was called since then. */
    countedFrom(start: number) {
      const counts: Record<string, number> = {}
      for (const operation of operations().slice(start)) counts[operation] = (counts[operation] ?? 0) + 1
      return counts
    },
    async [Symbol.asyncDispose]() {
      at.clouds.close()
      await aws.stop()
    },
  }
}
