export const PARAMETER_TYPES = ['String', 'StringList', 'SecureString'] as const
export type ParameterType = (typeof PARAMETER_TYPES)[number]

/** One parameter of Parameter Store; unique by region and name. */
export interface SsmParameter {
  region: string
  name: string
  type: ParameterType
  /** Plain. Only GetParameter with decryption gives it away. */
  value: string
  /** Of a SecureString. */
  keyId: string | null
  description: string | null
  version: number
  createdAt: number
  modifiedAt: number
  tags: Record<string, string>
}

/** Plain data, so that it can be kept in a file. */
export interface SsmState {
  parameters: SsmParameter[]
}

export interface SsmContext {
  state: SsmState
  accountId: string
  now(): number
}

export function noParameters(): SsmState {
  return { parameters: [] }
}

/** A parameter below a path has no second slash before its name; others have one of their own. */
export function parameterArn(accountId: string, { region, name }: { region: string; name: string }): string {
  return `arn:aws:ssm:${region}:${accountId}:parameter${name.startsWith('/') ? '' : '/'}${name}`
}

/** By name or by ARN, as GetParameter takes it. */
export function findParameter(
  { state, accountId }: SsmContext,
  { region, asked }: { region: string; asked: string },
): SsmParameter | undefined {
  return state.parameters.find(
    (one) => one.region === region && [one.name, parameterArn(accountId, one)].includes(asked.trim()),
  )
}
