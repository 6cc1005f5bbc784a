import { expect, test } from 'vitest'
import { problemsOf } from './load.ts'
import { resourcesFile } from './resources-file.ts'

const REDIS = 'resources.environments[0].redis'
const DAILY = 'write begin and end in UTC, 60 minutes or more, such as "17:00-18:00"'
const WEEKLY = 'write begin and end in UTC, 60 minutes or more, such as "sun:19:00-sun:20:00"'
const SEOUL_A = '{ id: subnet-0a1b2c3d, zone: ap-northeast-2a }'

/** What is wrong · key · value · field · problem · remedy. */
const WRONG: [string, string, string | null, string, string, string][] = [
  [
    'a version that is a number',
    'engines',
    '[{ engine: valkey, version: 8.0 }]',
    'engines[0].version',
    'must be text, not 8',
    'write it in quotes: "8.0"',
  ],
  [
    'a redis without user groups',
    'engines',
    '[{ engine: redis, version: "5.0.6" }]',
    'engines[0].version',
    '"5.0.6" is too old: user groups need redis 6.0',
    'write redis 6.0 or newer',
  ],
  [
    'a valkey that never was',
    'engines',
    '[{ engine: valkey, version: "7.1" }]',
    'engines[0].version',
    '"7.1" is too old: user groups need valkey 7.2',
    'write valkey 7.2 or newer',
  ],
  [
    'an engine twice',
    'engines',
    '[{ engine: redis, version: "7.1" }, { engine: redis, version: "7.1" }]',
    'engines[1].version',
    `redis 7.1 is already ${REDIS}.engines[0]`,
    'delete one of the two entries',
  ],
  [
    'an engine of another house',
    'engines',
    '[{ engine: memcached, version: "1.6" }]',
    'engines[0].engine',
    '"memcached" must be one of valkey, redis',
    '"valkey" or "redis".',
  ],
  [
    'a parameter that is a number',
    'engines',
    '[{ engine: valkey, version: "8.0", parameters: { timeout: 300 } }]',
    'engines[0].parameters.timeout',
    'must be text, not 300',
    'write each value in quotes: "300"',
  ],
  [
    'a size twice',
    'sizes',
    '[{ id: s, title: S, nodeType: cache.t4g.small }, { id: s, title: T, nodeType: cache.t4g.micro }]',
    'sizes[1].id',
    `"s" is already the id of ${REDIS}.sizes[0]`,
    'give each size its own id',
  ],
  [
    'an instance for a node',
    'sizes',
    '[{ id: s, title: S, nodeType: t4g.small }]',
    'sizes[0].nodeType',
    '"t4g.small" is not a node type',
    'write a node type such as cache.t4g.small',
  ],
  ['no sizes', 'sizes', null, 'sizes', 'is missing', 'write a list: a line with "- id: …" for each size'],
  [
    'replicas the wrong way round',
    'replicas',
    '{ min: 2, max: 1, default: 1 }',
    'replicas.max',
    'is less than min (2)',
    'exchange the two',
  ],
  [
    'a default that nobody may choose',
    'replicas',
    '{ min: 1, max: 2, default: 0 }',
    'replicas.default',
    '0 is not among what may be chosen',
    'write 1 to 2',
  ],
  [
    'more replicas than there can be',
    'replicas',
    '{ min: 0, max: 6, default: 1 }',
    'replicas.max',
    'must be at most 5, not 6',
    'Greatest number that people may choose.',
  ],
  [
    'no subnet in a zone',
    'zones',
    '[ap-northeast-2a, ap-northeast-2b, ap-northeast-2c]',
    'zones[1]',
    '"ap-northeast-2b" has no subnet',
    'add a subnet of ap-northeast-2b to subnets, or leave the zone out',
  ],
  [
    'a subnet in a zone that is not wanted',
    'zones',
    '[ap-northeast-2a]',
    'subnets[1].zone',
    '"ap-northeast-2c" is not among zones',
    'add it to zones, or leave the subnet out',
  ],
  [
    'a subnet in another region',
    'subnets',
    `[${SEOUL_A}, { id: subnet-0a1b2c3e, zone: eu-west-1a }]`,
    'subnets[1].zone',
    '"eu-west-1a" is not a zone of ap-northeast-2',
    'correct the zone, or the region',
  ],
  [
    'replicas in one zone with multiAz',
    'subnets',
    `[${SEOUL_A}]`,
    'subnets',
    'has subnets in ap-northeast-2a only: multiAz needs two zones',
    'add a subnet of another zone, or set multiAz: false',
  ],
  [
    'a subnet twice',
    'subnets',
    `[${SEOUL_A}, { id: subnet-0a1b2c3d, zone: ap-northeast-2c }]`,
    'subnets[1].id',
    `"subnet-0a1b2c3d" is already the id of ${REDIS}.subnets[0]`,
    'delete one of the two entries',
  ],
  [
    'the name of a subnet',
    'subnets',
    `[{ id: private-a, zone: ap-northeast-2a }, { id: subnet-0a1b2c3e, zone: ap-northeast-2c }]`,
    'subnets[0].id',
    '"private-a" is not the id of a subnet',
    'in the VPC console: Subnets → Subnet ID',
  ],
  [
    'the name of a security group',
    'securityGroups',
    '[redis]',
    'securityGroups[0]',
    '"redis" is not the id of a security group',
    'in the VPC console: Security groups → Security group ID (sg-…)',
  ],
  [
    'a key of another region',
    'kmsKeyId',
    'arn:aws:kms:eu-west-1:123456789012:key/a-b',
    'kmsKeyId',
    'is a key of eu-west-1, not of ap-northeast-2',
    'name a key of ap-northeast-2',
  ],
  [
    'a short snapshot window',
    'snapshotWindow',
    '"17:00-17:30"',
    'snapshotWindow',
    '"17:00-17:30" is shorter than 60 minutes',
    DAILY,
  ],
  [
    'a snapshot window without end',
    'snapshotWindow',
    '"17:00"',
    'snapshotWindow',
    '"17:00" is not a time of the day such as 17:00-18:00',
    DAILY,
  ],
  [
    'a short maintenance window',
    'maintenanceWindow',
    '"sun:19:00-sun:19:59"',
    'maintenanceWindow',
    '"sun:19:00-sun:19:59" is shorter than 60 minutes',
    WEEKLY,
  ],
  [
    'a maintenance window by day',
    'maintenanceWindow',
    '"19:00-20:00"',
    'maintenanceWindow',
    '"19:00-20:00" is not a time of the week such as sun:19:00-sun:20:00',
    WEEKLY,
  ],
  ...['sun:17:30-sun:18:30', 'sun:16:01-sun:17:01', 'sat:23:00-mon:00:00', 'mon:17:15-mon:18:15'].map(
    (window): [string, string, string, string, string, string] => [
      `maintenance during a snapshot: ${window}`,
      'maintenanceWindow',
      `"${window}"`,
      'maintenanceWindow',
      `"${window}" is within snapshotWindow (17:00-18:00)`,
      'move one of the two: AWS wants them apart',
    ],
  ),
]

test.each(WRONG)('%s is told with a remedy', (_, key, value, field, problem, remedy) => {
  const told = problemsOf(resourcesFile({ redis: { [key]: value } }))
  expect(told.map(({ where: _where, ...rest }) => rest)).toEqual([
    { field: `${REDIS}.${field}`, problem, remedy },
  ])
  expect(told[0]?.where).toMatch(/^coxswain\.yaml:\d+:\d+$/)
})
