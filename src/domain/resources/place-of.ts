import type { CloudPlace } from './cloud.ts'
import type { Resource } from './resource.ts'

/** Where a resource is. Its ARN tells in which account it was made. */
export function placeOf({ account, region, arn }: Pick<Resource, 'account' | 'region' | 'arn'>): CloudPlace {
  // arn:aws:elasticache:<region>:<account>:…
  const accountId = arn?.split(':')[4] || null
  return { account, region, accountId }
}
