import { CostExplorerClient } from '@aws-sdk/client-cost-explorer'
import { ElastiCacheClient } from '@aws-sdk/client-elasticache'
import { IAMClient } from '@aws-sdk/client-iam'
import { PricingClient } from '@aws-sdk/client-pricing'
import { SSMClient } from '@aws-sdk/client-ssm'
import { STSClient } from '@aws-sdk/client-sts'
import type { Clock } from '../../lib/clock.ts'
import type { AwsAccount } from './aws-account.ts'
import { createClientSet } from './client-set.ts'
import { createCredentials, type Credentials } from './credentials.ts'
import type { CallKind, Service } from './iam-actions.ts'

interface Settings {
  region: string
  credentials: () => Promise<Credentials>
  endpoint?: string
  maxAttempts: number
  retryMode: 'standard'
  userAgentAppId: string
  requestHandler: object
}

const MAKE = {
  elasticache: (settings: Settings) => new ElastiCacheClient(settings),
  ssm: (settings: Settings) => new SSMClient(settings),
  sts: (settings: Settings) => new STSClient(settings),
  iam: (settings: Settings) => new IAMClient(settings),
  pricing: (settings: Settings) => new PricingClient(settings),
  ce: (settings: Settings) => new CostExplorerClient(settings),
} satisfies Record<Service, unknown>

export type ClientOf<Name extends Service> = ReturnType<(typeof MAKE)[Name]>

/** The SDK's clients of one account and region. */
export interface Clients {
  /** One call by the client in use; it is not destroyed before the call has ended. */
  use<Name extends Service, Output>(
    of: { service: Name; kind: CallKind },
    send: (client: ClientOf<Name>) => Promise<Output>,
  ): Promise<Output>
  /** Those that clients would use now. Throws CredentialsProblem. */
  credentials(): Promise<Credentials>
  /** Counts the renewals: tells `renew` which clients failed. */
  generation(): number
  /** Makes clients that read their credentials anew, unless those of this generation are no longer in use. */
  renew(generation: number): void
  /** Drops connections, also those in use. */
  close(): void
}

export interface ClientOptions {
  account: AwsAccount
  region: string
  clock: Clock
  /** Of one attempt. */
  requestTimeoutMs?: number
  connectionTimeoutMs?: number
  /** Attempts of a read, the first one counted. */
  readAttempts?: number
}

const CONNECTION_TIMEOUT_MS = 3000
const REQUEST_TIMEOUT_MS = 15_000
const READ_ATTEMPTS = 3
/** Credentials that stay refused must not be fetched for each call. */
const RENEWING_PAUSE_MS = 1000

export function createClients(options: ClientOptions): Clients {
  const { account, region, clock } = options
  // Without kept connections: nobody tells its client that it is no longer needed.
  const fetching = () => createCredentials(account, region, handlerOf(options, 'write'))
  let credentials = fetching()
  let made = createClientSet()
  let generation = 0
  let renewedAt = Number.NEGATIVE_INFINITY
  const settingsOf = (kind: CallKind): Settings => ({
    region,
    credentials,
    ...(account.endpoint !== null && { endpoint: account.endpoint }),
    maxAttempts: kind === 'write' ? 1 : (options.readAttempts ?? READ_ATTEMPTS),
    retryMode: 'standard',
    userAgentAppId: 'coxswain',
    requestHandler: handlerOf(options, kind),
  })
  return {
    use<Name extends Service, Output>(
      { service, kind }: { service: Name; kind: CallKind },
      send: (client: ClientOf<Name>) => Promise<Output>,
    ): Promise<Output> {
      const make = () => MAKE[service](settingsOf(kind)) as ClientOf<Name>
      return made.use(`${service} ${kind}`, make, send)
    },
    credentials: () => credentials(),
    generation: () => generation,
    renew(failed) {
      if (failed !== generation || clock.now() < renewedAt + RENEWING_PAUSE_MS) return
      renewedAt = clock.now()
      generation++
      credentials = fetching()
      made.retire()
      made = createClientSet()
    },
    close() {
      made.destroy()
      made = createClientSet()
    },
  }
}

/**
 * A write opens its own connection: one that was kept may have been closed at the other end just now, and then nobody
 * knows whether the write arrived.
 */
function handlerOf(options: ClientOptions, kind: CallKind): object {
  const agent = { keepAlive: kind === 'read' }
  const requestTimeout = options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS
  return {
    connectionTimeout: options.connectionTimeoutMs ?? CONNECTION_TIMEOUT_MS,
    requestTimeout,
    socketTimeout: requestTimeout,
    throwOnRequestTimeout: true,
    httpAgent: agent,
    httpsAgent: agent,
  }
}
