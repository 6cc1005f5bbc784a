import { createHash } from 'node:crypto'
import { canonical } from './json.ts'
import type { PodTemplate } from './objects.ts'

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

export function safeText(seed: string, length: number): string {
  const bytes = createHash('sha256').update(seed).digest()
  return Array.from(bytes.subarray(0, length), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

/** A name for a pod template; labels that controllers add to it do not count. */
export function templateHash(template: PodTemplate): string {
  return safeText(canonical(withoutHash(template)), 10)
}

export function withoutHash(template: PodTemplate): PodTemplate {
  const { 'pod-template-hash': _hash, ...labels } = template.metadata.labels ?? {}
  return { ...template, metadata: { ...template.metadata, labels } }
}
