import type { Resource } from '../../src/domain/resources/resource.ts'
import type { TestApp } from './app.ts'

/** Resources that are in service, straight into the store: what AWS has of them nobody asks. */
export async function givenMany(
  bot: Pick<TestApp, 'app' | 'now'>,
  { count, project, requesterId }: { count: number; project: string; requesterId: string },
): Promise<void> {
  await bot.app.store.transaction(async (tx) => {
    for (let index = 0; index < count; index++) {
      const name = `${project}-alpha-many-${String(index).padStart(3, '0')}`
      const resource = { ...aResource(bot.now()), id: `01many${name}`, name, project, requesterId }
      await tx.resources.insert(resource, [name])
    }
  })
}

function aResource(now: number): Resource {
  return {
    id: '',
    kind: 'redis',
    name: '',
    project: '',
    environment: 'alpha',
    account: 'main',
    region: 'ap-northeast-2',
    state: 'ready',
    wish: { name: 'many', engine: 'valkey-8.0', size: 'session-small', replicas: 1 },
    parts: [],
    price: null,
    connection: null,
    arn: null,
    requesterId: '',
    channel: 'C0ORDERS',
    createdAt: now,
    readyAt: now,
    endedAt: null,
    version: 0,
  }
}
