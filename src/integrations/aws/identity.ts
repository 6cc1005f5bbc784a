import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { CloudError } from '../../domain/resources/cloud.ts'
import type { Calls } from './calls.ts'
import type { Clients } from './clients.ts'
import type { Credentials } from './credentials.ts'

export interface Identity {
  accountId: string
  arn: string
  requestId: string | null
}

/** Whose credentials these are, as STS says it. Nobody needs a permission for it. */
export async function readIdentity(calls: Calls): Promise<Identity> {
  const answer = await calls.sts('GetCallerIdentity', (client) =>
    client.send(new GetCallerIdentityCommand({})),
  )
  const { Account: accountId = '', Arn: arn = '', $metadata } = answer
  return { accountId, arn, requestId: $metadata.requestId ?? null }
}

/** The same, asked once for all callers and for each credentials that were fetched: a new login may be another account's. */
export function createIdentity(clients: Clients, calls: Calls): () => Promise<Identity> {
  const known = new WeakMap<Credentials, Promise<Identity>>()
  return async () => {
    const credentials = await currentOf(clients, calls)
    const before = known.get(credentials)
    if (before) return before
    const asked = readIdentity(calls)
    known.set(credentials, asked)
    asked.catch(() => known.delete(credentials))
    return asked
  }
}

async function currentOf(clients: Clients, calls: Calls): Promise<Credentials> {
  try {
    return await clients.credentials()
  } catch (error) {
    // Told and noted as for any call that could not be signed.
    return calls.sts('GetCallerIdentity', () => Promise.reject(error as Error))
  }
}

/** Throws unless it is the account of all these ids. */
export function checkAccountId({ accountId, requestId }: Identity, wanted: readonly string[]): void {
  const other = wanted.find((id) => id !== accountId)
  if (other === undefined) return
  throw new CloudError({
    class: 'credentials',
    code: 'account-wrong',
    message: `the credentials lead to account ${accountId}, not ${other}`,
    action: 'sts:GetCallerIdentity',
    requestId,
    retryAfterMs: null,
  })
}
