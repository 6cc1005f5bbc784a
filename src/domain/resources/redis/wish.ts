import { z } from 'zod'

const MOST_REPLICAS = 5

/**
 * What people choose. Slack gives numbers as text. `engine` is the id of an engine of the policy (`valkey-8.0`), `size`
 * that of a size. Five replicas are the most that a node group takes (CreateReplicationGroup, ReplicasPerNodeGroup).
 */
export const redisWish = z.object({
  name: z.string().trim().toLowerCase().min(1),
  engine: z.string().min(1),
  size: z.string().min(1),
  replicas: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
    .pipe(z.number().int().min(0).max(MOST_REPLICAS)),
})
export type RedisWish = z.infer<typeof redisWish>

/** Without the name, which neither price nor parameters depend on. */
export const redisMakeup = redisWish.omit({ name: true })

interface FieldWords {
  label: string
  hint: string
  isModifiable: boolean
}

export const FIELD_WORDS: { [Key in keyof RedisWish]: FieldWords } = {
  name: {
    label: 'Name',
    hint: 'What it is for, in small letters, digits and hyphens: sessions. Project and environment are put before it.',
    isModifiable: false,
  },
  engine: { label: 'Engine', hint: 'It cannot be changed later.', isModifiable: false },
  size: { label: 'Size', hint: 'By purpose. It can be changed later.', isModifiable: true },
  replicas: {
    label: 'Replicas',
    hint: 'Copies beside the primary node: they take over when it fails, and can be read from.',
    isModifiable: true,
  },
}
