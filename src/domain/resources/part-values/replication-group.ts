import type { PartSpec } from '../part.ts'
import { z } from 'zod'

const groupValues = z.object({
  engine: z.string(),
  engineVersion: z.string(),
  nodeType: z.string(),
  replicas: z.number(),
  zones: z.array(z.string()),
  port: z.number(),
  subnetGroup: z.string(),
  parameterGroup: z.string(),
  userGroup: z.string(),
  securityGroups: z.array(z.string()),
  multiAz: z.boolean(),
  kmsKeyId: z.string().nullable(),
  snapshotWindow: z.string(),
  snapshotRetentionDays: z.number(),
  maintenanceWindow: z.string(),
})

/** `values` of a part of the type `elasticache-replication-group`: what is wanted, with cluster mode disabled. */
export type GroupValues = z.infer<typeof groupValues>

export function groupValuesOf(part: PartSpec): GroupValues {
  return groupValues.parse(part.values)
}

/** Both need a replica that takes over. */
export function wantsFailover({ multiAz, replicas }: Pick<GroupValues, 'multiAz' | 'replicas'>): boolean {
  return multiAz && replicas > 0
}
