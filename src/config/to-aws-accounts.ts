import type { Config } from './schema.ts'

/** An account and how the bot gets into it; without profile and role by the SDK's default chain. */
export interface AwsAccountSource {
  name: string
  /** What it should be, as STS says it. */
  id: string | null
  profile: string | null
  role: { arn: string; externalId: string | null } | null
  /** Of a simulated AWS on this machine; null: the real one. */
  endpoint: string | null
}

export function toAwsAccounts({ aws }: Config): AwsAccountSource[] {
  return aws.accounts.map(({ name, id, profile, role, endpoint }) => ({
    name,
    id: id ?? null,
    profile: profile ?? null,
    role: role ? { arn: role.arn, externalId: role.externalId ?? null } : null,
    endpoint: endpoint ?? null,
  }))
}
