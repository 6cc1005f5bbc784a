import type { User } from './records.ts'

/** There in every account: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html */
export function defaultUser(): User {
  return {
    name: 'default',
    userName: 'default',
    engine: 'redis',
    accessString: 'on ~* +@all',
    authentication: 'no-password',
    passwordCount: 0,
    phase: null,
    tags: {},
    createdAt: 0,
    hiddenUntil: 0,
  }
}
