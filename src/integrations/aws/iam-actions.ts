/**
 * Everything that the adapter calls; nothing else can be called through `Calls`. The keys are the prefixes of IAM
 * actions. A write is sent once; a read may be repeated. deploy/aws-iam-policy.json and aws-iam-policy-cost.json grant
 * exactly this.
 */
export const AWS_CALLS = {
  elasticache: {
    AddTagsToResource: 'write',
    CreateCacheParameterGroup: 'write',
    CreateCacheSubnetGroup: 'write',
    CreateReplicationGroup: 'write',
    CreateSnapshot: 'write',
    CreateUser: 'write',
    CreateUserGroup: 'write',
    DecreaseReplicaCount: 'write',
    DeleteCacheParameterGroup: 'write',
    DeleteCacheSubnetGroup: 'write',
    DeleteReplicationGroup: 'write',
    DeleteSnapshot: 'write',
    DeleteUser: 'write',
    DeleteUserGroup: 'write',
    DescribeCacheClusters: 'read',
    DescribeCacheEngineVersions: 'read',
    DescribeCacheParameterGroups: 'read',
    DescribeCacheParameters: 'read',
    DescribeCacheSubnetGroups: 'read',
    DescribeEvents: 'read',
    DescribeReplicationGroups: 'read',
    DescribeSnapshots: 'read',
    DescribeUserGroups: 'read',
    DescribeUsers: 'read',
    IncreaseReplicaCount: 'write',
    ListAllowedNodeTypeModifications: 'read',
    ListTagsForResource: 'read',
    ModifyCacheParameterGroup: 'write',
    ModifyReplicationGroup: 'write',
  },
  ssm: {
    DeleteParameter: 'write',
    DescribeParameters: 'read',
    GetParameter: 'read',
    PutParameter: 'write',
  },
  sts: { GetCallerIdentity: 'read' },
  iam: { SimulatePrincipalPolicy: 'read' },
  pricing: { GetProducts: 'read' },
  ce: { GetCostAndUsage: 'read', ListCostAllocationTags: 'read' },
} as const

export type Service = keyof typeof AWS_CALLS
export type ActionOf<Name extends Service> = keyof (typeof AWS_CALLS)[Name] & string
export type CallKind = 'read' | 'write'

/** What an account is for. Each has a policy of its own. */
export type Duty = 'resources' | 'cost'

const COST_SERVICE = 'ce'

/** Not called by name, but asked for: PutParameter with tags wants it as well. */
const IMPLIED = ['ssm:AddTagsToResource']

/** STS lets everybody ask who they are. */
const FREE = ['sts:GetCallerIdentity']

/** Where names below a path are all that is granted. */
export const SECRETS_PATH = '/coxswain/'

export function kindOfCall(service: Service, action: string): CallKind {
  const actions: Readonly<Record<string, CallKind>> = AWS_CALLS[service]
  return actions[action] ?? 'write'
}

/** What must be granted: `elasticache:CreateUser`. */
export function iamActions(duty: Duty = 'resources'): string[] {
  const called = Object.entries(AWS_CALLS)
    .filter(([service]) => (service === COST_SERVICE) === (duty === 'cost'))
    .flatMap(([service, actions]) => Object.keys(actions).map((action) => `${service}:${action}`))
  const implied = duty === 'resources' ? IMPLIED : []
  return [...called.filter((action) => !FREE.includes(action)), ...implied].toSorted()
}

/** Those that work on parameters below the path; the policy grants them there only. */
export function isForSecrets(action: string): boolean {
  return action.startsWith('ssm:') && action !== 'ssm:DescribeParameters'
}
