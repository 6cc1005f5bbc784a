import type { ImageReference } from './image-reference.ts'

/** What a build tells about itself; recorded once per digest of a service. */
export interface Build {
  project: string
  service: string
  /** Without tag and digest. */
  image: Pick<ImageReference, 'registry' | 'repository'>
  digest: string
  tag: string | null
  commit: string
  branch: string | null
  /** The author's Slack user id, null when it is not known who that is. */
  authorId: string | null
  author: string | null
  message: string | null
  ciLink: string | null
  /** Titles of the commits since the build before, newest first. */
  commits: string[]
  builtAt: number
}

/** What is deployed. An unverified one was typed and is no build that we were told of. */
export type Version =
  | { kind: 'build'; build: Build }
  /** A missing digest is resolved, once, before the deploy is stored. */
  | { kind: 'unverified'; image: ImageReference }

export function digestOf(version: Version): string | null {
  return version.kind === 'build' ? version.build.digest : version.image.digest
}

export function commitOf(version: Version): string | null {
  return version.kind === 'build' ? version.build.commit : null
}
