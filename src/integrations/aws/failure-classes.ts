import type { FailureClass } from '../../domain/resources/failure.ts'
import { canonicalCode } from './canonical-code.ts'

/** By canonical code. https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/CommonErrors.html */
const BY_CODE: Partial<Record<FailureClass, readonly string[]>> = {
  busy: [
    'CacheSubnetGroupInUse',
    'DefaultUserAssociatedToUserGroup',
    'EntityTemporarilyUnmodifiable',
    'InvalidCacheClusterState',
    'InvalidCacheParameterGroupState',
    'InvalidReplicationGroupState',
    'InvalidSnapshotState',
    'InvalidUserGroupState',
    'InvalidUserState',
    'ReplicationGroupAlreadyUnderMigration',
    'SubnetInUse',
    'TooManyUpdates',
  ],
  credentials: [
    'AuthFailure',
    'CredentialsProviderError',
    'ExpiredToken',
    'IncompleteSignature',
    'InvalidAccessKeyId',
    'InvalidClientTokenId',
    'InvalidCredentials',
    'InvalidSignature',
    'InvalidToken',
    'MissingAuthenticationToken',
    'RequestExpired',
    'RequestInTheFuture',
    'RequestTimeTooSkewed',
    'SignatureDoesNotMatch',
    'TokenProviderError',
    'UnrecognizedClient',
  ],
  permission: [
    'AccessDenied',
    'NotAuthorized',
    'OptInRequired',
    'ServiceLinkedRoleNotFound',
    'SubscriptionRequired',
    'UnauthorizedOperation',
  ],
  retry: [
    'APICallRateForCustomerExceeded',
    'BandwidthLimitExceeded',
    'InternalError',
    'InternalFailure',
    'InternalServerError',
    'PriorRequestNotComplete',
    'RequestLimitExceeded',
    'RequestThrottled',
    'ServiceUnavailable',
    'SlowDown',
    'TooManyRequests',
  ],
  quota: ['ParameterLimitExceeded', 'ParameterMaxVersionLimitExceeded'],
  'wrong-request': [
    'DefaultUserRequired',
    'DuplicateUserName',
    'HierarchyLevelLimitExceeded',
    'HierarchyTypeMismatch',
    'InvalidAction',
    'InvalidARN',
    'InvalidInput',
    'InvalidKMSKey',
    'InvalidKeyId',
    'InvalidParameterCombination',
    'InvalidParameterValue',
    'InvalidSubnet',
    'InvalidVPCNetworkState',
    'MalformedQueryString',
    'MissingParameter',
    'NoSuchEntity',
    'SnapshotFeatureNotSupported',
    'SubnetNotAllowed',
    'UnsupportedParameterType',
    'Validation',
    'ValidationError',
  ],
}

const CLASS_OF = new Map(
  Object.entries(BY_CODE).flatMap(([kind, codes]) => codes.map((code) => [code, kind as FailureClass])),
)

/** Families of codes, for those that are not listed. Something else that a request names and is gone is its fault. */
const BY_PATTERN: readonly [RegExp, FailureClass][] = [
  [/^Throttl/, 'retry'],
  [/Quota.*Exceeded|QuotaExceeded/, 'quota'],
  [/^Insufficient.*Capacity/, 'capacity'],
  [/^AccessDenied/, 'permission'],
  [/.NotFound$/, 'wrong-request'],
]

/** By what AWS called it, else by the HTTP status. */
export function classOf(code: string, status: number | null): FailureClass {
  const canonical = canonicalCode(code)
  const listed = CLASS_OF.get(canonical) ?? BY_PATTERN.find(([pattern]) => pattern.test(canonical))?.[1]
  if (listed) return listed
  if (status === 429 || (status !== null && status >= 500)) return 'retry'
  return status === 401 ? 'credentials' : status === 403 ? 'permission' : 'other'
}
