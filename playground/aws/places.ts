/** What stands in an account before anything is made: networks, security groups, keys. Ids never change. */
export interface AwsPlace {
  region: string
  /** As in endpoints: `apn2`. */
  shortName: string
  vpcId: string
  subnets: readonly { id: string; zone: string }[]
  securityGroups: readonly string[]
  /** Key ids; their ARNs are taken as well. */
  kmsKeys: readonly string[]
}

export const AWS_ACCOUNT_ID = '123456789012'
export const DEFAULT_REGION = 'ap-northeast-2'

const PLACES: readonly AwsPlace[] = [
  {
    region: 'ap-northeast-2',
    shortName: 'apn2',
    vpcId: 'vpc-0a5e00000000000a2',
    subnets: [
      { id: 'subnet-0a5e000000000002a', zone: 'ap-northeast-2a' },
      { id: 'subnet-0a5e000000000002b', zone: 'ap-northeast-2b' },
      { id: 'subnet-0a5e000000000002c', zone: 'ap-northeast-2c' },
    ],
    securityGroups: ['sg-0a5e0000000000021', 'sg-0a5e0000000000022'],
    kmsKeys: ['a5e00000-0000-4000-8000-0000000000a2'],
  },
  {
    region: 'us-east-1',
    shortName: 'use1',
    vpcId: 'vpc-0a5e00000000000e1',
    subnets: [
      { id: 'subnet-0a5e000000000001a', zone: 'us-east-1a' },
      { id: 'subnet-0a5e000000000001b', zone: 'us-east-1b' },
      { id: 'subnet-0a5e000000000001c', zone: 'us-east-1c' },
    ],
    securityGroups: ['sg-0a5e0000000000011', 'sg-0a5e0000000000012'],
    kmsKeys: ['a5e00000-0000-4000-8000-0000000000e1'],
  },
]

/** Throws when the region is not simulated. */
export function placeOf(region: string): AwsPlace {
  const place = PLACES.find((one) => one.region === region)
  if (!place) throw new Error(`the simulated AWS has no region ${region}; it has ${regions().join(', ')}`)
  return place
}

export function regions(): string[] {
  return PLACES.map(({ region }) => region)
}

export function isRegion(region: string): boolean {
  return regions().includes(region)
}
