export interface AwsIdentity {
  arn: string
  userId: string
}

/** What AssumeRole hands out. */
export interface TemporaryCredentials extends AwsIdentity {
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string
  /** On the simulator's clock. */
  expiresAt: number
}

export interface StsContext {
  accountId(): string
  now(): number
  identityOf(accessKeyId: string): AwsIdentity | undefined
  /** From now on calls may be signed with them. */
  admit(credentials: TemporaryCredentials): void
}
