import type { Cloud, Clouds } from '../../domain/resources/cloud.ts'
import type { Clock } from '../../lib/clock.ts'
import type { AwsAccount } from './aws-account.ts'
import type { AwsCallNote } from './calls.ts'
import type { CloudOptions } from './create-cloud.ts'

export interface CloudsOptions extends Pick<
  CloudOptions,
  'requestTimeoutMs' | 'connectionTimeoutMs' | 'readAttempts'
> {
  accounts: readonly AwsAccount[]
  clock: Clock
  onCall?: (call: AwsCallNote) => void
}

/** Clients are made at the first call: who has no resources does not load the SDK. */
export function createClouds({ accounts, ...options }: CloudsOptions): Clouds & { close(): void } {
  const clouds = new Map<string, Cloud & { close(): void }>()
  return {
    of({ account: name, region }) {
      const account = accounts.find((one) => one.name === name)
      if (!account) return null
      const key = `${name} ${region}`
      const cloud = clouds.get(key) ?? lateCloud({ ...options, account, region })
      clouds.set(key, cloud)
      return cloud
    },
    close() {
      for (const cloud of clouds.values()) cloud.close()
    },
  }
}

function lateCloud(options: CloudOptions): Cloud & { close(): void } {
  let loading: Promise<Cloud & { close(): void }> | null = null
  const load = () => (loading ??= import('./create-cloud.ts').then(({ createCloud }) => createCloud(options)))
  return {
    look: async (part) => (await load()).look(part),
    make: async (part) => (await load()).make(part),
    mend: async (part) => (await load()).mend(part),
    unmake: async (part) => (await load()).unmake(part),
    modify: async (part, step) => (await load()).modify(part, step),
    allowedNodeTypes: async (part) => (await load()).allowedNodeTypes(part),
    events: async (part, since) => (await load()).events(part, since),
    residue: async (resource) => (await load()).residue(resource),
    close() {
      void loading?.then((cloud) => cloud.close())
    },
  }
}
