/** How one account is reached. Whether its credentials are good shows when it is used. */
export interface AwsAccount {
  /** The bot's name of it, as in the configuration. */
  name: string
  /** Twelve digits: nothing is asked with credentials of another account. null: any. */
  id: string | null
  /** Of the shared AWS configuration files; null: the SDK's default chain. */
  profile: string | null
  /** Assumed with those credentials; null: they are used as they are. */
  role: { arn: string; externalId: string | null } | null
  /** Loopback only: the simulated AWS. null: AWS. */
  endpoint: string | null
}
