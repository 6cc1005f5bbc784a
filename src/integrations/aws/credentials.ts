import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import type { AwsAccount } from './aws-account.ts'

/** Who CloudTrail says it was. */
const SESSION_NAME = 'coxswain'
/** The SDK renews credentials so long before they expire. */
const RENEWED_BEFORE_MS = 5 * 60_000

type Source = ReturnType<typeof fromIni>
export type Credentials = Awaited<ReturnType<Source>>

/** No credentials could be had, so nothing was sent. */
export class CredentialsProblem extends Error {
  override readonly name = 'CredentialsProblem'
  /** The role that was to be assumed, null when none was. */
  readonly roleArn: string | null
  constructor(cause: unknown, roleArn: string | null) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.roleArn = roleArn
  }
}

/** One source for all clients of an account, so that a role is assumed once and not once per client. */
export function createCredentials(
  account: AwsAccount,
  region: string,
  requestHandler: object,
): () => Promise<Credentials> {
  const source = sourceOf(account, region, requestHandler)
  let known: Promise<Credentials> | null = null
  const ask = async () => {
    try {
      return await source()
    } catch (error) {
      known = null
      throw new CredentialsProblem(error, account.role?.arn ?? null)
    }
  }
  return async () => {
    const asked = (known ??= ask())
    const current = await asked
    if (!isOld(current)) return current
    if (known === asked) known = null
    return await (known ??= ask())
  }
}

/** Expiry is a time of the outside world, as is that of signatures. */
function isOld({ expiration }: Credentials): boolean {
  return expiration !== undefined && expiration.getTime() - Date.now() < RENEWED_BEFORE_MS
}

function sourceOf(account: AwsAccount, region: string, requestHandler: object): Source {
  const { profile, role, endpoint } = account
  // Files are read anew each time: somebody may have logged in again.
  const base =
    profile === null ? fromNodeProviderChain({ ignoreCache: true }) : fromIni({ profile, ignoreCache: true })
  if (role === null) return base
  return fromTemporaryCredentials({
    masterCredentials: base,
    params: {
      RoleArn: role.arn,
      RoleSessionName: SESSION_NAME,
      ...(role.externalId !== null && { ExternalId: role.externalId }),
    },
    clientConfig: { region, requestHandler, ...(endpoint !== null && { endpoint }) },
  })
}
