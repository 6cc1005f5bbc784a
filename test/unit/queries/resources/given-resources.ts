import type { Actor } from '../../../../src/domain/actor.ts'
import type { Approval } from '../../../../src/domain/approval.ts'
import type { Change } from '../../../../src/domain/resources/change.ts'
import { KINDS } from '../../../../src/domain/resources/kinds.ts'
import type { Prices } from '../../../../src/domain/resources/price.ts'
import type { Resource } from '../../../../src/domain/resources/resource.ts'
import type { ResourceEnvironment } from '../../../../src/domain/resources/resource-policy.ts'
import type { Store } from '../../../../src/domain/store.ts'
import { givenResource, givenResourceEnvironment } from '../../../harness/given-change-view.ts'
import { givenCatalogue, NINE } from '../../../harness/given.ts'
import { NO_RESOURCES } from '../../../harness/no-resources.ts'
import { NO_COST } from '../../../harness/no-cost.ts'
import { aPolicy } from '../../deploys/a-policy.ts'

export const bob: Actor = { kind: 'person', userId: 'U0BOB', membership: 'member', isAdmin: false }
export const dana: Actor = { ...bob, userId: 'U0DANA' }
export const erin: Actor = { ...bob, userId: 'U0ERIN' }
export const guest: Actor = { ...bob, membership: 'guest' }

const DOLLARS: Record<string, number> = { 'cache.t4g.small': 0.032, 'cache.t4g.medium': 0.065 }

/** A large one is not on the list. */
const prices: Prices = {
  hourly: async ({ nodeType }) => {
    const dollars = DOLLARS[nodeType]
    return dollars === undefined ? null : { micros: Math.round(dollars * 1_000_000), asOf: NINE }
  },
}

export const alpha: ResourceEnvironment = givenResourceEnvironment({
  name: 'alpha',
  account: 'sandbox',
  approval: null,
})

/** payments belongs to dana's group, search to bob; erin may approve, bob too. */
export const deps = {
  ...NO_RESOURCES,
  ...NO_COST,
  catalogue: givenCatalogue(),
  deployPolicy: aPolicy(),
  resourcePolicy: { environments: [givenResourceEnvironment(), alpha] },
  directory: {
    groupMembers: async (group: string): Promise<string[] | null> =>
      ({ S0PAY: ['U0DANA', 'U0ALICE'], S0SRE: ['U0ERIN', 'U0BOB'] })[group] ?? null,
  },
  prices,
  now: () => NINE,
}

/** Named after its id. */
export function named(id: string, over: Partial<Resource> = {}): Resource {
  return givenResource({ id, name: id, ...over })
}

export async function store(
  to: Pick<Store, 'transaction'>,
  given: { resources?: Resource[]; changes?: Change[]; approvals?: Approval[] },
): Promise<void> {
  const { resources = [], changes = [], approvals = [] } = given
  await to.transaction(async (tx) => {
    for (const one of resources) await tx.resources.insert(one, [one.name, ...keysOf(one)])
    for (const one of changes) await tx.changes.insert(one)
    for (const one of approvals) await tx.approvals.insert(one)
  })
}

function keysOf({ kind, parts, connection, arn }: Resource): string[] {
  const found = [connection?.host, connection?.readHost, arn].flatMap((key) => (key ? [key] : []))
  return [...KINDS[kind].findKeys(parts, null), ...found]
}
