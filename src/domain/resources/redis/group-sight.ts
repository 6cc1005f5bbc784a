import { z } from 'zod'
import type { Member, Present } from '../resource-kind.ts'

/** AWS calls a switch `enabled`, `disabled`, or says that it is on its way. */
export type Switch = 'on' | 'off' | 'changing'

const onOff = z
  .union([z.boolean(), z.string()])
  .catch(false)
  .transform((value): Switch => {
    if (typeof value === 'boolean') return value ? 'on' : 'off'
    if (['enabling', 'disabling'].includes(value.toLowerCase())) return 'changing'
    return value.toLowerCase() === 'enabled' ? 'on' : 'off'
  })
const text = z.string().catch('')
const textOrNull = z.string().nullable().catch(null)
const texts = z.array(z.string()).catch([])
const address = z.object({ host: z.string(), port: z.number() }).nullable().catch(null)

/** What the cloud says of a replication group and its members. What it leaves out is empty. */
const groupSight = z.object({
  engine: text,
  engineVersion: text,
  nodeType: text,
  replicas: z.number().catch(-1),
  multiAz: onOff,
  automaticFailover: onOff,
  pending: textOrNull,
  tls: z.boolean().catch(false),
  atRest: z.boolean().catch(false),
  kmsKeyId: textOrNull,
  subnetGroup: text,
  parameterGroup: text,
  parameterStatus: textOrNull,
  securityGroups: texts,
  userGroups: texts,
  snapshotWindow: text,
  snapshotRetentionDays: z.number().catch(-1),
  maintenanceWindow: text,
  nodeGroups: z.array(z.object({ id: text, status: text })).catch([]),
  members: z.array(z.object({ name: text, status: text, role: text, zone: text, nodeType: text })).catch([]),
  endpoint: address,
  readEndpoint: address,
  /** null: they cannot be read yet. */
  tags: z.record(z.string(), z.string()).nullable().catch(null),
})
export type GroupSight = z.infer<typeof groupSight>

export function readGroup(sight: Present): GroupSight {
  return groupSight.parse(sight.values)
}

export function members(sight: Present): Member[] {
  return readGroup(sight).members.map(({ name, role, zone, status }) => ({ name, role, zone, status }))
}
