import type { ImageReference } from './deploys/image-reference.ts'

export type RegistryAnswer =
  | { outcome: 'found'; digest: string }
  | { outcome: 'not-found' }
  | { outcome: 'unauthorized' }
  | { outcome: 'unreachable'; error: string }

/** Port: container registries. Never throws for what a registry or the network does. */
export interface Registry {
  /** The digest that the tag (or digest) names now. `not-found`: no such image, deleted ones included. */
  resolve(image: ImageReference): Promise<RegistryAnswer>
}
