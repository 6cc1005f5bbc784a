import { z } from 'zod'
import { awsZone, cacheNodeType, kmsKeyArn, securityGroupId, subnetId, ZONE_REMEDY } from './aws-kinds.ts'
import { field } from './field.ts'
import { nonEmptyText, slug } from './kinds.ts'
import { DAILY_WINDOW_REMEDY, dailyWindow, WEEKLY_WINDOW_REMEDY, weeklyWindow } from './redis-windows.ts'

/** A primary has at most 5 replicas. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis.Groups.html */
export const MOST_REPLICAS = 5

const engine = z.strictObject({
  engine: field(z.enum(['valkey', 'redis']), '"valkey" or "redis".'),
  version: field(
    z.string().regex(/^\d+\.\d+(\.\d+)?$/, { error: 'is not a version such as 8.0' }),
    'Its version: valkey from 7.2, redis from 6.0.',
    { remedy: 'write it in quotes: "8.0"' },
  ),
  parameters: field(
    z.record(z.string(), z.string()).default({}),
    'What differs from the defaults of its parameter group family.',
    { remedy: 'write each value in quotes: "300"' },
  ),
})

const size = z.strictObject({
  id: field(slug(), 'Unique; stays when its node type is replaced.'),
  title: field(nonEmptyText(), 'Its purpose, as people choose it; the node type is shown beside it.'),
  nodeType: field(cacheNodeType(), 'Node type of ElastiCache.', {
    remedy: 'write a node type such as cache.t4g.small',
  }),
})

const count = () => z.int().min(0).max(MOST_REPLICAS)

const replicas = z.strictObject({
  min: field(count(), 'Least number that people may choose.'),
  max: field(count(), 'Greatest number that people may choose.'),
  default: field(count(), 'What is chosen when the form opens.'),
})

const subnet = z.strictObject({
  id: field(subnetId(), 'Id of the subnet.', { remedy: 'in the VPC console: Subnets → Subnet ID' }),
  zone: field(awsZone(), 'Availability zone that it is in; nodes are spread over the zones.', {
    remedy: ZONE_REMEDY,
  }),
})

/** What the platform team lets people choose of Redis / Valkey, and what it decides for them. */
export const redisSection = z.strictObject({
  engines: field(z.array(engine).min(1), 'Engines that people may choose, the preferred one first.', {
    remedy: 'write a list: a line with "- { engine: valkey, version: "8.0" }" for each',
  }),
  sizes: field(z.array(size).min(1), 'Sizes that people may choose, in the order in which they are shown.', {
    remedy: 'write a list: a line with "- id: …" for each size',
  }),
  replicas: field(replicas, 'How many replicas beside the primary.', {
    remedy: 'give replicas: { min: 0, max: 2, default: 1 }',
  }),
  subnets: field(z.array(subnet).min(1), 'Subnets of the nodes: one or more in each zone.', {
    remedy: 'write a list: a line with "- { id: subnet-…, zone: … }" for each subnet',
  }),
  zones: field(
    z.array(awsZone()).min(1).optional(),
    'Zones that must have a subnet, so that a forgotten one is noticed. The zones of the subnets without it.',
    { remedy: ZONE_REMEDY },
  ),
  securityGroups: field(z.array(securityGroupId()).min(1), 'Security groups of the nodes.', {
    remedy: 'in the VPC console: Security groups → Security group ID (sg-…)',
  }),
  multiAz: field(
    z.boolean().default(true),
    'Whether a replica in another zone takes over when the primary fails, whenever there is one.',
  ),
  port: field(z.int().min(1).max(65_535).default(6379), 'Port that applications connect to.'),
  kmsKeyId: field(
    kmsKeyArn().optional(),
    "ARN of the KMS key of encryption at rest; AWS's own key without it. Everything is encrypted anyway, at rest and in transit.",
    { remedy: 'in the KMS console: Customer managed keys → the key → ARN' },
  ),
  snapshotWindow: field(dailyWindow(), 'When daily snapshots are taken, UTC.', {
    remedy: DAILY_WINDOW_REMEDY,
  }),
  snapshotRetentionDays: field(
    z.int().min(0).max(35).default(0),
    'How long daily snapshots are kept; 0: none are taken.',
  ),
  maintenanceWindow: field(
    weeklyWindow(),
    'When AWS may maintain the nodes, UTC; not within snapshotWindow.',
    {
      remedy: WEEKLY_WINDOW_REMEDY,
    },
  ),
})
