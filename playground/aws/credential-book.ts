import { AWS_ACCOUNT_ID } from './places.ts'
import type { AwsIdentity, TemporaryCredentials } from './sts-context.ts'

export const USER_CREDENTIALS = {
  accessKeyId: 'AKIASIMULATED0000001',
  secretAccessKey: 'simulated-secret-access-key-0000000000001',
} as const

const USER: AwsIdentity = {
  arn: `arn:aws:iam::${AWS_ACCOUNT_ID}:user/coxswain`,
  userId: 'AIDASIMULATED0000001',
}

/** Whose access keys are known: one user's, and those of roles that were assumed. */
export interface CredentialBook {
  identityOf(accessKeyId: string): AwsIdentity | undefined
  admit(credentials: TemporaryCredentials): void
  /** What is wrong with a known or unknown key; null: nothing. */
  problemOf(
    key: { accessKeyId: string; sessionToken: string | undefined },
    now: number,
  ): CredentialProblem | null
  reset(): void
}

export type CredentialProblem = 'unknown' | 'expired'

export function createCredentials(): CredentialBook {
  const temporary = new Map<string, TemporaryCredentials>()
  return {
    identityOf: (id) => (id === USER_CREDENTIALS.accessKeyId ? USER : temporary.get(id)),
    admit: (credentials) => void temporary.set(credentials.accessKeyId, credentials),
    problemOf({ accessKeyId, sessionToken }, now) {
      if (accessKeyId === USER_CREDENTIALS.accessKeyId) return null
      const given = temporary.get(accessKeyId)
      if (!given || given.sessionToken !== sessionToken) return 'unknown'
      return given.expiresAt <= now ? 'expired' : null
    },
    reset: () => temporary.clear(),
  }
}
