import { KINDS } from '../../src/domain/resources/kinds.ts'
import type { Resource } from '../../src/domain/resources/resource.ts'
import type { SavedAccount } from '../../playground/aws/persistence.ts'
import { beginCreate, SMALL } from '../harness/given-change.ts'
import type { SagaStage } from '../harness/saga-stage.ts'

interface InService {
  resource: Resource
  aws: SavedAccount
}

/** Stands for the id and in the names of the one that is copied; in nothing else of it. */
const ORIGINAL = 'original'
const made = new WeakMap<SagaStage, Map<string, InService>>()

/** A resource in service with this id: the saga makes one of each size, the others are copies of it. */
export async function resourceInService(
  stage: SagaStage,
  { id, size }: { id: string; size: string },
): Promise<Resource> {
  const bySize = made.get(stage) ?? new Map<string, InService>()
  made.set(stage, bySize)
  const original = bySize.get(size) ?? (await make(stage, size))
  bySize.set(size, original)
  const { resource, aws } = renamed(original, id)
  stage.aws.reset()
  stage.aws.load(aws)
  await stage.store.transaction((tx) =>
    tx.resources.insert(resource, KINDS.redis.findKeys(resource.parts, null)),
  )
  return resource
}

async function make(stage: SagaStage, size: string): Promise<InService> {
  const { store, clock, aws } = stage
  const id = `${ORIGINAL}-${size}`
  const { id: changeId } = await beginCreate(store, clock.now(), { id, wish: { ...SMALL, name: id, size } })
  await stage.run(changeId)
  const resource = await store.read((reads) => reads.resources.get(id))
  if (resource?.state !== 'ready') throw new Error(`it was not made: ${resource?.state}`)
  return JSON.parse(JSON.stringify({ resource, aws: aws.save() }).replaceAll(id, ORIGINAL)) as InService
}

function renamed(original: InService, id: string): InService {
  return JSON.parse(JSON.stringify(original).replaceAll(ORIGINAL, id)) as InService
}
