import type { Connection } from '../connection.ts'
import type { PartSpec } from '../part.ts'
import type { Present } from '../resource-kind.ts'
import { readGroup } from './group-sight.ts'
import { MAIN_PART, SECRET_PART, USER_NAME } from './parts.ts'

/** null: it has no endpoint yet. */
export function connection(parts: PartSpec[], sight: Present, region: string): Connection | null {
  const { endpoint, readEndpoint, replicas, tls } = readGroup(sight)
  const secret = parts.find(({ id }) => id === SECRET_PART)
  if (!endpoint || !secret) return null
  return {
    host: endpoint.host,
    port: endpoint.port,
    // Without replicas it leads to the primary.
    readHost: replicas ? (readEndpoint?.host ?? null) : null,
    tls,
    userName: USER_NAME,
    secret: { store: 'ssm-parameter-store', name: secret.name, region },
  }
}

/** redis-cli reads REDISCLI_AUTH, so that the password is neither in its arguments nor in the shell's history. */
export function howToConnect({ host, port, tls, userName, secret }: Connection): string[] {
  const read = `aws ssm get-parameter --region ${secret.region} --name ${secret.name} --with-decryption --query Parameter.Value --output text`
  return [
    `export REDISCLI_AUTH="$(${read})"`,
    `redis-cli ${tls ? '--tls ' : ''}-h ${host} -p ${port} --user ${userName}`,
  ]
}

/** Lower case: name, host names, ARN, and names and ARNs of the nodes, which alarms and events tell. */
export function findKeys(parts: PartSpec[], sight: Present | null): string[] {
  const { endpoint, readEndpoint, members = [] } = sight ? readGroup(sight) : {}
  const name = parts.find(({ id }) => id === MAIN_PART)?.name
  const arn = sight?.arn ?? null
  const nodes = members.flatMap((member) => {
    return [member.name, arn?.replace(`replicationgroup:${name ?? ''}`, `cluster:${member.name}`)]
  })
  const keys = [name, endpoint?.host, readEndpoint?.host, arn, ...nodes]
  return [...new Set(keys.flatMap((key) => (key ? [key.toLowerCase()] : [])))]
}
