import { formatImage, parseImage, type ImageReference } from './image-reference.ts'
import type { Build, Version } from './version.ts'

/** What a deploy applies: one digest, and what is known of where it comes from. Stored with the deploy. */
export interface Release {
  /** `registry/repository`, without tag and digest. */
  repository: string
  digest: string
  tag: string | null
  commit: string | null
  branch: string | null
  /** Slack id of the author of the commit, null when not known. */
  authorId: string | null
  author: string | null
  message: string | null
  ciLink: string | null
  /** False for an image that was typed and that no build told of. */
  isVerified: boolean
}

export function releaseOfBuild(build: Build): Release {
  const { digest, tag, commit, branch, authorId, author, message, ciLink } = build
  const repository = repositoryOf(build.image)
  return { repository, digest, tag, commit, branch, authorId, author, message, ciLink, isVerified: true }
}

/** A typed image whose digest is known by now. */
export function releaseOfImage(image: ImageReference, digest: string): Release {
  const unknown = { commit: null, branch: null, authorId: null, author: null, message: null, ciLink: null }
  return { repository: repositoryOf(image), digest, tag: image.tag, ...unknown, isVerified: false }
}

export function versionOf(release: Release, project: string, service: string): Version {
  const image = parseImage(release.repository)
  const { registry = null, repository = release.repository } = image ?? {}
  if (!release.isVerified || release.commit === null) {
    return { kind: 'unverified', image: { registry, repository, tag: release.tag, digest: release.digest } }
  }
  const { digest, tag, commit, branch, authorId, author, message, ciLink } = release
  const told = { digest, tag, commit, branch, authorId, author, message, ciLink }
  return {
    kind: 'build',
    build: { project, service, image: { registry, repository }, ...told, commits: [], builtAt: 0 },
  }
}

/** How people call it: the tag, else the beginning of the commit, else of the digest. */
export function releaseName({ tag, commit, digest }: Pick<Release, 'tag' | 'commit' | 'digest'>): string {
  return tag ?? commit?.slice(0, 7) ?? digest.replace('sha256:', '').slice(0, 12)
}

export function repositoryOf(image: Pick<ImageReference, 'registry' | 'repository'>): string {
  return formatImage({ registry: image.registry, repository: image.repository, tag: null, digest: null })
}
