import type { Cloud, Clouds } from '../../domain/resources/cloud.ts'
import type { Clock } from '../../lib/clock.ts'
import type { AwsAccount } from './aws-account.ts'
import type { AwsCallNote } from './calls.ts'
import type { Place, PlaceOptions } from './open-place.ts'

export interface CloudsOptions extends Pick<
  PlaceOptions,
  'requestTimeoutMs' | 'connectionTimeoutMs' | 'readAttempts'
> {
  accounts: readonly AwsAccount[]
  clock: Clock
  onCall?: (call: AwsCallNote) => void
}

/** Clients are made at the first call: who has no resources does not load the SDK. */
export function createClouds({ accounts, ...options }: CloudsOptions): Clouds & { close(): void } {
  const places = new Map<string, LatePlace>()
  return {
    of({ account: name, region, accountId = null }) {
      const account = accounts.find((one) => one.name === name)
      if (!account) return null
      const key = `${name} ${region}`
      const place = places.get(key) ?? latePlace({ ...options, account, region })
      places.set(key, place)
      const ids = [account.id, accountId].filter((id) => id !== null)
      return lateCloud(place, [...new Set(ids)])
    },
    close() {
      for (const place of places.values()) place.close()
    },
  }
}

interface LatePlace {
  load(): Promise<Place>
  close(): void
}

function latePlace(options: PlaceOptions): LatePlace {
  let loading: Promise<Place> | null = null
  return {
    load: () => (loading ??= import('./open-place.ts').then(({ openPlace }) => openPlace(options))),
    close() {
      void loading?.then((place) => place.close())
    },
  }
}

function lateCloud(place: LatePlace, accountIds: string[]): Cloud {
  const load = async () => (await place.load()).cloud(accountIds)
  return {
    look: async (part) => (await load()).look(part),
    make: async (part) => (await load()).make(part),
    mend: async (part) => (await load()).mend(part),
    unmake: async (part) => (await load()).unmake(part),
    modify: async (part, step) => (await load()).modify(part, step),
    allowedNodeTypes: async (part) => (await load()).allowedNodeTypes(part),
    events: async (part, since) => (await load()).events(part, since),
    residue: async (resource) => (await load()).residue(resource),
    used: async (quota) => (await load()).used(quota),
  }
}
