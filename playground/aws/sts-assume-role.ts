import { createHash, randomBytes } from 'node:crypto'
import { AwsFault, type AwsResult } from './aws-service.ts'
import type { AwsIdentity, StsContext, TemporaryCredentials } from './sts-context.ts'

const ROLE = /^arn:aws:iam::(\d{12}):role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]{1,64})$/
const KNOWN = ['RoleArn', 'RoleSessionName', 'DurationSeconds', 'ExternalId']
const SECONDS = { least: 900, usual: 3600, most: 43_200 }

/**
 * Every role of the account may be assumed but those with `nobody` in the ARN.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function assumeRole(
  context: StsContext,
  { input, caller }: { input: Record<string, unknown>; caller: AwsIdentity },
): AwsResult {
  const { roleArn, session, seconds } = readRequest(input)
  const [, account, role = ''] = ROLE.exec(roleArn) ?? []
  if (account !== context.accountId() || roleArn.includes('nobody'))
    throw new AwsFault(
      'AccessDenied',
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      403,
    )
  const given: TemporaryCredentials = {
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(96).toString('base64'),
    expiresAt: context.now() + seconds * 1000,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    userId: `${roleIdOf(roleArn)}:${session}`,
  }
  context.admit(given)
  return {
    Credentials: {
      AccessKeyId: given.accessKeyId,
      SecretAccessKey: given.secretAccessKey,
      SessionToken: given.sessionToken,
      Expiration: new Date(given.expiresAt).toISOString(),
    },
    AssumedRoleUser: { AssumedRoleId: given.userId, Arn: given.arn },
  }
}

function readRequest(input: Record<string, unknown>): { roleArn: string; session: string; seconds: number } {
  const other = Object.keys(input).find((name) => !KNOWN.includes(name))
  if (other !== undefined) throw invalid(`the simulated STS does not support ${other}`)
  const { RoleArn: roleArn, RoleSessionName: session } = input
  if (typeof roleArn !== 'string' || !ROLE.test(roleArn)) throw invalid(`${String(roleArn)} is invalid`)
  if (typeof session !== 'string' || !/^[\w+=,.@-]{2,64}$/.test(session))
    throw invalid('roleSessionName must have 2 to 64 characters of [\\w+=,.@-]')
  const seconds = Number(input['DurationSeconds'] ?? SECONDS.usual)
  if (!(seconds >= SECONDS.least && seconds <= SECONDS.most))
    throw invalid(`durationSeconds must be between ${SECONDS.least} and ${SECONDS.most}`)
  return { roleArn, session, seconds }
}

function invalid(message: string): AwsFault {
  return new AwsFault('ValidationError', message)
}

/** Always the same for the same role, as AWS's unique ids are. */
function roleIdOf(roleArn: string): string {
  return `AROA${createHash('sha256').update(roleArn).digest('hex').slice(0, 17).toUpperCase()}`
}
