/** Why something did not work, as a sentence without its full stop, and what to do about it. */
export interface FailureWords {
  cause: string
  next: string
}

/** What is known of a failure: its details, and what the cloud said. */
export interface Known {
  /** The detail as code, or what to say without it. */
  named(name: string, otherwise: string): string
  /** How much of a quota is in use, where that is known. */
  used: string | null
  /** The IAM action that was called, as code. */
  action: string
  message: string
}

type Cause = (known: Known) => FailureWords

const ASK = 'Ask the platform team'
const BY_ITSELF = 'Nothing: it goes on by itself'

const quota =
  (what: string, remedy = 'Delete what nobody needs any more'): Cause =>
  (known) => ({
    cause: `the AWS account may not have any more ${what}: its quota is used up${usedWords(known)}`,
    next: `${remedy}, or ask the platform team to raise the quota (Service Quotas, Amazon ElastiCache), then try again`,
  })

const taken: Cause = (known) => ({
  cause: `${known.named('name', 'something of that name')} exists in the AWS account already and was not made by Coxswain for this: it is not touched`,
  next: 'Choose another name, or ask the platform team to remove it if nobody needs it',
})

const subnet: Cause = (known) => ({
  cause: `AWS does not take the subnets that policy gives (${known.named('subnets', 'see what it says')})`,
  next: `${ASK} to correct the \`subnets\` of this environment in the configuration: they must exist, in one VPC, in zones that have this node type`,
})

const kmsKey: Cause = (known) => ({
  cause: `the KMS key that policy gives (${known.named('kmsKey', 'see what it says')}) cannot be used`,
  next: `${ASK} to check that the key exists in this region, is enabled, and that the bot may use it`,
})

const dependency: Cause = () => ({
  cause: 'a part that this one needs is gone from AWS: somebody deleted it by hand',
  next: 'Find out who and why (CloudTrail tells), then ask for it again: what is missing is made anew',
})

const inUse: Cause = () => ({
  cause: 'AWS says that it is still in use',
  next: 'AWS may need some minutes to notice that it is free. If it stays so, somebody else uses it: ask the platform team',
})

const clock: Cause = () => ({
  cause: 'the clock of the machine that the bot runs on is wrong, so that AWS takes none of its calls',
  next: `${ASK} to set it (NTP): it goes on by itself then`,
})

const unsupportedSnapshot: Cause = (known) => ({
  cause: `AWS takes no snapshot of ${known.named('nodeType', 'this node type')}, and policy wants a final one`,
  next: `Nothing was deleted. ${ASK} to set \`deletion.finalSnapshot: false\` for this environment in the configuration, or *Modify…* it to a size with another node type; then delete it again`,
})

/** By wire code without its ending, and by codes of ours. */
export const CAUSES: Record<string, Cause> = {
  InsufficientCacheClusterCapacity: (known) => ({
    cause: `AWS has no room for ${known.named('nodeType', 'this node type')} in ${known.named('zone', 'one of the zones')} at the moment`,
    next: 'Ask for it again in an hour, or choose another size; the platform team can add a subnet in another zone',
  }),
  ClusterQuotaForCustomerExceeded: quota('clusters in this region'),
  NodeQuotaForCustomerExceeded: quota('nodes in this region'),
  NodeQuotaForClusterExceeded: quota('nodes in one cluster', 'Choose fewer replicas'),
  NodeGroupsPerReplicationGroupQuotaExceeded: quota('shards in one replication group'),
  CacheSubnetGroupQuotaExceeded: quota('subnet groups in this region'),
  CacheSubnetQuotaExceeded: quota('subnets in one subnet group', 'Name fewer subnets in the policy'),
  CacheParameterGroupQuotaExceeded: quota('parameter groups in this region'),
  UserQuotaExceeded: quota('ElastiCache users in this region'),
  UserGroupQuotaExceeded: quota('ElastiCache user groups in this region'),
  SnapshotQuotaExceeded: quota('snapshots in this region', 'Delete snapshots that nobody needs'),
  TagQuotaPerResourceExceeded: () => ({
    cause: 'AWS lets one thing have 50 tags, and policy gives more',
    next: `${ASK} to name fewer \`tags\` for this environment in the configuration, then try again`,
  }),
  ParameterLimitExceeded: quota('SSM parameters in this region'),
  InvalidSubnet: subnet,
  SubnetNotAllowed: subnet,
  InvalidVPCNetworkState: (known) => ({
    cause: `the network (VPC) of the subnets ${known.named('subnets', 'that policy gives')} is not in a state that AWS can use`,
    next: `${ASK} to look at the VPC and its subnets: often a subnet has no free address left`,
  }),
  InvalidParameterValue: (known) =>
    /subnet/i.test(known.message)
      ? subnet(known)
      : {
          cause: 'AWS does not take a value that policy or the form gave',
          next: `${ASK} to correct the value that AWS names here in the policy of this environment`,
        },
  InvalidParameterCombination: () => ({
    cause: 'AWS does not take these values together',
    next: `${ASK} to correct the values that AWS names here in the policy of this environment`,
  }),
  ValidationError: () => ({
    cause: 'AWS does not understand a value that policy or the form gave',
    next: `${ASK} to correct the value that AWS names here in the policy of this environment`,
  }),
  InvalidKMSKey: kmsKey,
  KMSKeyNotFound: kmsKey,
  InvalidKeyId: kmsKey,
  ServiceLinkedRoleNotFound: () => ({
    cause: 'the AWS account never used ElastiCache before: its service-linked role is missing',
    next: `${ASK} to run \`aws iam create-service-linked-role --aws-service-name elasticache.amazonaws.com\` once, then try again`,
  }),
  SnapshotFeatureNotSupported: unsupportedSnapshot,
  SnapshotAlreadyExists: (known) => ({
    cause: `a snapshot of the name ${known.named('name', 'of the final one')} exists already and is not ours`,
    next: `${ASK} to rename or delete it, then try again. Nothing was deleted`,
  }),
  CacheSubnetGroupInUse: inUse,
  SubnetInUse: inUse,
  UserGroupInUse: inUse,
  ReplicationGroupAlreadyExists: taken,
  CacheSubnetGroupAlreadyExists: taken,
  CacheParameterGroupAlreadyExists: taken,
  UserAlreadyExists: taken,
  UserGroupAlreadyExists: taken,
  ParameterAlreadyExists: taken,
  CacheSubnetGroupNotFound: dependency,
  CacheParameterGroupNotFound: dependency,
  UserGroupNotFound: dependency,
  UserNotFound: dependency,
  ParameterNotFound: dependency,
  ReplicationGroupNotFound: dependency,
  CacheClusterNotFound: dependency,
  SnapshotNotFound: dependency,
  RequestExpired: clock,
  RequestInTheFuture: clock,
  RequestTimeTooSkewed: clock,
  foreign: taken,
  vanished: (known) => ({
    cause: `somebody deleted ${known.named('name', 'a part of it')} in AWS by hand while this was under way`,
    next: 'Find out who and why (CloudTrail tells), then ask for it again',
  }),
  'not-shown': (known) => ({
    cause: `AWS said that it made ${known.named('name', 'a part of it')}, and does not show it`,
    next: 'Ask for it again; if it stays so, give the platform team the request id for AWS support',
  }),
  'mend-refused': (known) => ({
    cause: `the values of ${known.named('name', 'a part of it')} do not stay as they are set: something else sets them back`,
    next: 'Find out what else changes it (CloudTrail tells; often another tool manages it), stop that, then ask for it again',
  }),
  unmarked: (known) => ({
    cause: `a part of it is no longer marked as ours: ${known.named('name', 'AWS does not show the mark')}. It was not touched`,
    next: 'Put its tag `coxswain:resource` or the `[coxswain:…]` in its description back, or delete it by hand in AWS, then *Try again*',
  }),
  undone: (known) => ({
    cause: `AWS took the change${known.named('nodeType', '') === '' ? '' : ` to ${known.named('nodeType', '')}`} back by itself`,
    next: 'Often the data does not fit the smaller nodes: delete data or choose a larger size, then modify it again',
  }),
  'create-failed': () => ({
    cause: 'AWS began to make it and then gave up',
    next: 'Look at what AWS says here. Ask for it again; if it fails again, tell the platform team the request id',
  }),
  'incompatible-network': () => ({
    cause: 'AWS cannot use the network that policy gives: often a subnet has no free address left',
    next: `${ASK} to look at the subnets and security groups of this environment`,
  }),
  'node-type-not-allowed': (known) => ({
    cause: `AWS does not change it to ${known.named('nodeType', 'this node type')}: from what it is now it allows ${known.named('allowed', 'no other')}`,
    next: 'Choose another size, then modify it again',
  }),
  cancelled: () => ({ cause: 'somebody cancelled it', next: 'Nothing: what was made is removed' }),
  'snapshot-failed': () => ({
    cause: 'AWS did not finish the final snapshot. Nothing was deleted',
    next: 'Ask for it again; if it fails again, tell the platform team',
  }),
  'read-back-differs': (known) => ({
    cause: `AWS says that it is there, but not as it was wanted: ${known.named('what', 'a value')} should be ${known.named('wanted', 'another')} and is ${known.named('found', 'not so')}`,
    next: 'Ask for it again; if it differs again, somebody or something else changes it: tell the platform team',
  }),
  residue: () => ({
    cause: 'not everything could be removed: something carries the mark of this resource and is still there',
    next: 'Remove by hand what is listed, then *Try again*: it looks once more',
  }),
  'took-too-long': () => ({
    cause: 'it takes far longer than it ever should',
    next: 'Look at it in the AWS console: AWS may still be at work. *Try again* goes on where it stands; nothing is deleted only because of time',
  }),
  'account-wrong': ({ message }) => ({
    // The message is of ours: `the credentials lead to account 111111111111, not 222222222222`.
    cause: /^the credentials lead to account \d+, not \d+$/.test(message)
      ? message
      : 'the credentials lead to another AWS account than the configured one',
    next: `${ASK} to correct the profile, the role or the \`id\` of this account under \`aws.accounts\`: it goes on by itself as soon as they lead to the right one; nothing is made or removed until then`,
  }),
  'account-unknown': (known) => ({
    cause: `the AWS account ${known.named('account', 'of this environment')} is not in the configuration any more`,
    next: `${ASK} to add it under \`aws.accounts\`, then try again`,
  }),
}

/** By class, where the code says nothing of its own. */
export const CAUSES_OF_CLASS: Record<string, Cause> = {
  capacity: (known) => CAUSES['InsufficientCacheClusterCapacity']!(known),
  quota: quota('of these'),
  permission: (known) => ({
    cause: `the bot may not call ${known.named('permission', known.action)} in this AWS account`,
    next: `${ASK} to give the bot’s role the policy \`deploy/aws-iam-policy.json\`, then try again; \`/coxswain doctor\` lists what is missing`,
  }),
  credentials: () => ({
    cause: 'the AWS credentials of the bot are missing or have expired',
    next: `${ASK} to renew them: it goes on by itself as soon as they work; \`/coxswain doctor\` shows it`,
  }),
  busy: () => ({
    cause: 'AWS is still busy with it and takes no other change for now',
    next: BY_ITSELF,
  }),
  'unknown-outcome': () => ({
    cause: 'AWS did not answer in time, so that it is not known whether the call worked',
    next: 'Nothing: it looks what is there and goes on from that',
  }),
  retry: () => ({ cause: 'AWS has trouble at the moment', next: BY_ITSELF }),
  'wrong-request': () => ({
    cause: 'AWS does not take what policy or the form gave',
    next: `${ASK} to correct what AWS names in the policy of this environment`,
  }),
}

/** Troubles that pass, told apart. */
export const PASSING_CAUSES: { pattern: RegExp; cause: string }[] = [
  {
    pattern: /throttl|RequestLimitExceeded|CallRate|TooManyUpdates|SlowDown/i,
    cause: 'AWS has too many calls to answer and asks to slow down',
  },
  {
    pattern: /ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|timeout|network|socket|unreachable|not-reached/i,
    cause: 'AWS cannot be reached at the moment',
  },
  {
    pattern: /Internal|Unavailable|5\d\d|ServiceFailure/i,
    cause: 'AWS has trouble of its own and did not carry the call out',
  },
]

function usedWords({ used }: Known): string {
  return used === null ? '' : ` (${used} in use now)`
}
