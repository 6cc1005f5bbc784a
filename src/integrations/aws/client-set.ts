interface Destroyable {
  destroy(): void
}

/** Clients that go together, as those of one fetching of credentials. */
export interface ClientSet {
  /** One call by the client of this key, which is made when it is missing. */
  use<Client extends Destroyable, Output>(
    key: string,
    make: () => Client,
    send: (client: Client) => Promise<Output>,
  ): Promise<Output>
  /** Destroys the clients once their calls have ended. */
  retire(): void
  destroy(): void
}

export function createClientSet(): ClientSet {
  const made = new Map<string, Destroyable>()
  let underWay = 0
  let isRetired = false
  const destroy = () => {
    for (const client of made.values()) client.destroy()
    made.clear()
  }
  return {
    async use<Client extends Destroyable, Output>(
      key: string,
      make: () => Client,
      send: (client: Client) => Promise<Output>,
    ): Promise<Output> {
      const client = (made.get(key) as Client | undefined) ?? make()
      made.set(key, client)
      underWay++
      try {
        return await send(client)
      } finally {
        underWay--
        if (isRetired && underWay === 0) destroy()
      }
    },
    retire() {
      isRetired = true
      if (underWay === 0) destroy()
    },
    destroy,
  }
}
