import { AwsFault, type AwsCall } from './aws-service.ts'
import { isWrite, nameIn } from './call-subject.ts'
import type { CredentialBook } from './credential-book.ts'
import { DENIED_ACTIONS } from './denied-actions.ts'
import type { FaultName } from './fault-scripts.ts'
import type { FaultBook } from './faults.ts'
import { PROTOCOLS } from './protocol/protocols.ts'

export interface Door {
  credentials: CredentialBook
  faults: FaultBook
  now(): number
}

/** Throws AwsFault for what AWS refuses before the service itself has looked at a call. */
export function passDoor(door: Door, call: AwsCall, sessionToken: string | undefined): void {
  const { codes } = PROTOCOLS[call.service]
  const problem = door.credentials.problemOf({ accessKeyId: call.accessKeyId, sessionToken }, door.now())
  if (problem === 'unknown')
    throw refusal(codes.unknownKey, 'The security token included in the request is invalid.')
  const subject = { operation: call.operation, name: nameIn(call) }
  if (problem === 'expired' || door.faults.use('expired-credentials', subject))
    throw refusal(codes.expired, 'The security token included in the request is expired')
  if (door.faults.use('throttling', subject)) throw refusal(codes.throttled, 'Rate exceeded')
  if (door.faults.use('server-errors', subject))
    throw new AwsFault(
      'ServiceUnavailable',
      'The request has failed due to a temporary failure of the server.',
      503,
    )
  const denied = deniedAction(door.faults, call, subject)
  if (denied === null) return
  const who = door.credentials.identityOf(call.accessKeyId)?.arn ?? call.accessKeyId
  throw refusal(
    codes.accessDenied,
    `User: ${who} is not authorized to perform: ${denied} because no identity-based policy allows the ${denied} action`,
  )
}

function deniedAction(
  faults: FaultBook,
  call: AwsCall,
  subject: { operation: string; name: string | null },
): string | null {
  const needed = actionsOf(call)
  for (const [fault, actions] of Object.entries(DENIED_ACTIONS)) {
    const denied = needed.find((action) => actions.includes(action))
    if (denied !== undefined && faults.use(fault as FaultName, subject)) return denied
  }
  return null
}

/**
 * What a call needs to be allowed: itself, tagging when it makes something with tags
 * (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html), and to take a snapshot when the end
 * is to have one (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-final.html).
 */
function actionsOf({ service, operation, input }: AwsCall): string[] {
  const isTagging = isWrite(operation) && Object.keys(input).some((name) => /^Tags\b/.test(name))
  const isSaving = operation === 'DeleteReplicationGroup' && 'FinalSnapshotIdentifier' in input
  return [
    `${service}:${operation}`,
    ...(isTagging ? [`${service}:AddTagsToResource`] : []),
    ...(isSaving ? ['elasticache:CreateSnapshot'] : []),
  ]
}

function refusal([code, status]: readonly [code: string, status: number], message: string): AwsFault {
  return new AwsFault(code, message, status)
}
