import { AWS_ACCOUNT_ID } from '../places.ts'

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html */
export type ArnKind =
  'subnetgroup' | 'parametergroup' | 'replicationgroup' | 'cluster' | 'user' | 'usergroup' | 'snapshot'

export function arnOf(region: string, kind: ArnKind, name: string): string {
  return `arn:aws:elasticache:${region}:${AWS_ACCOUNT_ID}:${kind}:${name}`
}

const ARN =
  /^arn:aws:elasticache:([a-z0-9-]+):(\d{12}):(subnetgroup|parametergroup|replicationgroup|cluster|user|usergroup|snapshot):(.+)$/

/** null: it is none of ElastiCache in this account and region. */
export function readArn(arn: string, region: string): { kind: ArnKind; name: string } | null {
  const [, where, account, kind, name] = ARN.exec(arn) ?? []
  if (where !== region || account !== AWS_ACCOUNT_ID || name === undefined) return null
  return { kind: kind as ArnKind, name: name.toLowerCase() }
}
