import { AwsFault } from '../aws-service.ts'
import type { FaultName, FaultOptions } from '../fault-scripts.ts'
import type { Context } from './context.ts'

/** What a refusal may name. */
export interface RefusalDetails {
  nodeType?: string
  zones?: string[]
  subnetIds?: string[]
}

type Refusal = (options: FaultOptions, details: RefusalDetails, name: string) => AwsFault

/** Codes and words: the errors' own pages in the API reference, but where it says otherwise. */
const REFUSALS = {
  'capacity-sync': ({ zone }, { nodeType, zones = [] }) => {
    const full = zone ?? zones.at(-1) ?? 'unknown'
    const others = [...new Set(zones)].filter((one) => one !== full)
    return new AwsFault(
      'InsufficientCacheClusterCapacity',
      `${nodeType} (VPC) is not currently supported in the availability zone ${full}. ` +
        `Please try again using the following availability zones: ${others.join(', ')}.`,
    )
  },
  'node-quota': () =>
    new AwsFault(
      'NodeQuotaForCustomerExceeded',
      'The request cannot be processed because it would exceed the allowed number of cache nodes per customer.',
    ),
  'cluster-quota': () =>
    new AwsFault(
      'ClusterQuotaForCustomerExceeded',
      'The request cannot be processed because it would exceed the allowed number of clusters per customer.',
    ),
  'subnet-group-quota': () =>
    new AwsFault(
      'CacheSubnetGroupQuotaExceeded',
      'The request cannot be processed because it would exceed the allowed number of cache subnet groups.',
    ),
  'parameter-group-quota': () =>
    new AwsFault(
      'CacheParameterGroupQuotaExceeded',
      'The request cannot be processed because it would exceed the maximum number of cache parameter groups.',
    ),
  // floci-io/floci#2401: not InvalidSubnet.
  'invalid-subnet': (_options, { subnetIds = [] }) =>
    new AwsFault('InvalidParameterValue', `Some input subnets in :[${subnetIds.at(-1)}] are invalid.`),
  'invalid-kms-key': () => new AwsFault('InvalidKMSKeyFault', 'The KMS key supplied is not valid.'),
  'service-linked-role-missing': () =>
    new AwsFault('ServiceLinkedRoleNotFoundFault', 'The specified service linked role (SLR) was not found.'),
  'snapshot-refused': () =>
    new AwsFault(
      'SnapshotFeatureNotSupportedFault',
      'You attempted one of the following operations: creating a snapshot of a cluster running on a cache.t1.micro ' +
        'cache node, or creating a snapshot of a cluster that is running Memcached. Neither of these are supported.',
    ),
  // The words are those of hashicorp/terraform-provider-aws#37911.
  'user-group-busy': (_options, _details, name) =>
    new AwsFault(
      'InvalidUserGroupState',
      `User group ${name} has status modifying. Only active user groups can be modified.`,
    ),
  'tags-limit': () =>
    new AwsFault(
      'TagQuotaPerResourceExceeded',
      'The request cannot be processed because it would cause the resource to have more than the allowed number of ' +
        'tags. The maximum number of tags permitted on a resource is 50.',
    ),
} as const satisfies Partial<Record<FaultName, Refusal>>

/** Throws what a fault makes AWS refuse, where an operation asks for it: after its own checks, before anything is done. */
export function refuse(
  { faults, call }: Context,
  among: (keyof typeof REFUSALS)[],
  about: { name: string } & RefusalDetails,
): void {
  for (const fault of among) {
    const options = faults.use(fault, { operation: call.operation, name: about.name })
    if (options) throw REFUSALS[fault](options, about, about.name)
  }
}
