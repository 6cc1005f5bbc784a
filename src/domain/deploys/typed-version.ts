import { allowed, refused, type Outcome } from '../actor.ts'
import { isDigest, isTag, parseImage, type ImageReference } from './image-reference.ts'
import type { Build, Version } from './version.ts'

/** What a typed version may mean. */
export type TypedVersion =
  | { kind: 'digest'; digest: string }
  | { kind: 'image'; image: ImageReference }
  /** Hexadecimal: the beginning of a commit, or a tag that looks like one. */
  | { kind: 'commit-or-tag'; text: string }
  | { kind: 'tag'; tag: string }
  | { kind: 'nothing' }

const COMMIT = /^[0-9a-f]{7,40}$/i

export function readTypedVersion(typed: string): TypedVersion {
  const text = typed.trim()
  if (isDigest(text)) return { kind: 'digest', digest: text }
  if (COMMIT.test(text)) return { kind: 'commit-or-tag', text }
  if (isTag(text)) return { kind: 'tag', tag: text }
  const image = parseImage(text)
  // A name alone would be `latest`, which nobody who types it means.
  return image && (image.tag !== null || image.digest !== null)
    ? { kind: 'image', image }
    : { kind: 'nothing' }
}

/** The version that was meant, among the builds of one service. */
export function findVersion(typed: string, builds: readonly Build[]): Outcome<Version> {
  const read = readTypedVersion(typed)
  if (read.kind === 'nothing') return refused('version-unreadable', { version: typed })
  const found = matching(read, builds)
  if (new Set(found.map(({ digest }) => digest)).size > 1 && read.kind === 'commit-or-tag') {
    return refused('version-ambiguous', { version: typed, count: found.length })
  }
  const newest = found.toSorted((a, b) => b.builtAt - a.builtAt)[0]
  if (newest) return allowed({ kind: 'build', build: newest })
  if (read.kind === 'image') return allowed({ kind: 'unverified', image: read.image })
  return refused('version-unknown', { version: typed })
}

function matching(read: TypedVersion, builds: readonly Build[]): Build[] {
  switch (read.kind) {
    case 'digest':
      return builds.filter(({ digest }) => digest === read.digest)
    case 'tag':
      return builds.filter(({ tag }) => tag === read.tag)
    case 'commit-or-tag':
      return builds.filter(
        ({ commit, tag }) => tag === read.text || commit.toLowerCase().startsWith(read.text.toLowerCase()),
      )
    case 'image':
      return builds.filter((build) => isOf(build, read.image))
    case 'nothing':
      return []
  }
}

// With a tag only, what the registry says now counts, not what we were told once.
function isOf(build: Build, image: ImageReference): boolean {
  return (
    image.digest === build.digest &&
    image.registry === build.image.registry &&
    image.repository === build.image.repository
  )
}
