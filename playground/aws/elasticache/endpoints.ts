import type { AwsPlace } from '../places.ts'
import type { ReplicationGroup } from './records.ts'

type Named = Pick<ReplicationGroup, 'name' | 'transitEncryption' | 'port'>

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html; encrypted ones begin with `master.` and `replica.` */
export function primaryEndpoint(place: AwsPlace, { name, transitEncryption, port }: Named) {
  const host = transitEncryption ? `master.${name}.${domain(place)}` : `${name}.${domain(place, 'ng.0001')}`
  return { Address: host, Port: port }
}

export function readerEndpoint(place: AwsPlace, { name, transitEncryption, port }: Named) {
  const host = transitEncryption
    ? `replica.${name}.${domain(place)}`
    : `${name}-ro.${domain(place, 'ng.0001')}`
  return { Address: host, Port: port }
}

export function nodeEndpoint(place: AwsPlace, { name, transitEncryption, port }: Named, member: string) {
  const host = transitEncryption ? `${member}.${name}.${domain(place)}` : `${member}.${domain(place, '0001')}`
  return { Address: host, Port: port }
}

function domain({ shortName }: AwsPlace, part = ''): string {
  return `abc123.${part === '' ? '' : `${part}.`}${shortName}.cache.amazonaws.com`
}
