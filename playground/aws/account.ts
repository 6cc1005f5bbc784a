import type { AwsCall, AwsService } from './aws-service.ts'
import { noteNodes, type NodeSpan } from './cost-node-spans.ts'
import { createCredentials, type CredentialBook } from './credential-book.ts'
import { addForeign } from './elasticache/add-foreign.ts'
import { elastiCacheInventory } from './elasticache/elasticache-inventory.ts'
import { createElastiCache } from './elasticache/elasticache.ts'
import { removeByHand } from './elasticache/remove-by-hand.ts'
import type { FaultBook } from './faults.ts'
import type { AwsKind, InventoryItem } from './inventory.ts'
import { otherServices } from './other-services.ts'
import type { SavedAccount } from './persistence.ts'
import { AWS_ACCOUNT_ID } from './places.ts'
import type { AwsSettings } from './settings.ts'
import { addForeignParameter, removeParameter } from './ssm-by-hand.ts'
import { ssmInventory } from './ssm-inventory.ts'
import { noParameters, type SsmContext } from './ssm-parameter.ts'

/** What Cost Explorer tells about beside what exists. */
export interface BillSettings {
  /** What has rows with the tag `project`. */
  projects: readonly string[]
  /** By how many percent the figures of a day of UTC were corrected. */
  restatedPercent(day: string): number
  /** Groups on a page. */
  pageRows: number
}

export interface Account {
  services: Record<AwsCall['service'], AwsService>
  credentials: CredentialBook
  inventory(): InventoryItem[]
  /** Writes down what is paid for from now on. */
  noteCosts(): void
  addForeign(kind: AwsKind, name: string, region: string): void
  removeByHand(kind: AwsKind, name: string, region: string): void
  save(): SavedAccount
  load(saved: SavedAccount): void
  reset(): void
}

/** Everything that one account has, without the network. */
export function createAccount(deps: {
  now(): number
  settings: AwsSettings
  faults: FaultBook
  bill: BillSettings
}): Account {
  const { now, settings, faults, bill } = deps
  const accountId = AWS_ACCOUNT_ID
  const credentials = createCredentials()
  const elasticache = createElastiCache(deps)
  const ssm: SsmContext = { state: noParameters(), accountId, now }
  const { identityOf, admit } = credentials
  const sts = { accountId: () => settings.accountId ?? accountId, now, identityOf, admit }
  let spans: NodeSpan[] = []
  const noteCosts = () => noteNodes(spans, elasticache.regions(), now())
  const ce = {
    faults,
    pageRows: bill.pageRows,
    bill() {
      noteCosts()
      return { ...bill, spans, now: now() }
    },
  }
  const others = otherServices({ ssm, sts, ce, faults })
  return {
    services: { ...others, elasticache },
    credentials,
    inventory: () =>
      [...elasticache.regions().flatMap(elastiCacheInventory), ...ssmInventory(ssm)].toSorted(
        (a, b) =>
          a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name) || a.region.localeCompare(b.region),
      ),
    noteCosts,
    addForeign(kind, name, region) {
      if (kind === 'ssm-parameter') addForeignParameter(ssm, region, name)
      else addForeign(elasticache.region(region), kind, { name: name.toLowerCase(), now: now() })
    },
    removeByHand(kind, name, region) {
      const isGone =
        kind === 'ssm-parameter'
          ? removeParameter(ssm, region, name)
          : removeByHand(elasticache.region(region), kind, name.toLowerCase())
      if (!isGone) throw new Error(`there is no ${kind} ${name} in ${region}`)
    },
    save: () => ({ version: 1, elasticache: elasticache.save(), ssm: ssm.state, nodeSpans: spans }),
    load(saved) {
      elasticache.load(saved.elasticache)
      ssm.state = saved.ssm
      spans = saved.nodeSpans ?? []
    },
    reset() {
      elasticache.reset()
      credentials.reset()
      spans = []
      ssm.state = noParameters()
    },
  }
}
