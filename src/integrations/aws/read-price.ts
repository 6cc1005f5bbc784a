import { GetProductsCommand } from '@aws-sdk/client-pricing'
import type { PriceQuery } from '../../domain/resources/price.ts'
import { createCalls, type CallsDeps } from './calls.ts'
import { createClients, type ClientOptions } from './clients.ts'
import { allPages } from './pages.ts'
import { hourlyMicros } from './price-list.ts'

/** People wait for it in a form. */
const TIMEOUT_MS = 5000
const ATTEMPTS = 2

export interface PriceReader {
  read(query: PriceQuery): Promise<number | null>
  close(): void
}

/** Loads the SDK; `createPrices` does so when it is needed. */
export function createPriceReader(options: ClientOptions & Pick<CallsDeps, 'onCall'>): PriceReader {
  const { account, region } = options
  const clients = createClients({ requestTimeoutMs: TIMEOUT_MS, readAttempts: ATTEMPTS, ...options })
  const calls = createCalls({ ...options, account: account.name, region, clients })
  return {
    async read({ service, region: regionCode, nodeType, engine }) {
      const equal = { regionCode, instanceType: nodeType, cacheEngine: engine }
      const filters = Object.entries(equal).map(([Field, Value]) => {
        return { Type: 'TERM_MATCH' as const, Field, Value }
      })
      const pages = await allPages(
        (token) =>
          calls.pricing('GetProducts', (client) =>
            client.send(new GetProductsCommand({ ServiceCode: service, Filters: filters, NextToken: token })),
          ),
        ({ NextToken }) => NextToken,
      )
      return hourlyMicros(pages.flatMap(({ PriceList = [] }) => PriceList.map(String)))
    },
    close: clients.close,
  }
}
