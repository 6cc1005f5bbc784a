import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { formatImage, type ImageReference } from '../domain/deploys/image-reference.ts'
import { releaseOfBuild, releaseOfImage, repositoryOf, type Release } from '../domain/deploys/release.ts'
import { findVersion, readTypedVersion } from '../domain/deploys/typed-version.ts'
import type { Build } from '../domain/deploys/version.ts'
import type { Registry } from '../domain/registry.ts'
import type { DeployDeps } from './deploy-deps.ts'

export interface TypedWish {
  project: string
  service: string
  /** As it was typed or picked. */
  version: string
}

/** The one digest that was meant. Builds are trusted when the registry does not answer, typed images are not. */
export async function wantedRelease(
  { store, registry }: Pick<DeployDeps, 'store' | 'registry'>,
  { project, service, version: typed }: TypedWish,
): Promise<Outcome<Release>> {
  const text = lookupText(typed)
  const builds = text === null ? [] : await store.read((q) => q.builds.matching(project, service, text))
  const version = findVersion(typed, builds)
  if (!version.ok) return version
  if (version.value.kind === 'build') {
    return stillThere(registry, releaseOfBuild(version.value.build), version.value.build.image)
  }
  const { image } = version.value
  const digest = await resolveTyped(registry, image)
  if (!digest.ok) return digest
  const build = await store.read((q) => q.builds.byDigest(project, service, digest.value))
  const isOfBuild = build !== null && repositoryOf(build.image) === repositoryOf(image)
  return allowed(isOfBuild ? releaseOfBuild(build) : releaseOfImage(image, digest.value))
}

/** Refused only when the registry is sure that the image is gone. */
export async function stillThere(
  registry: Registry,
  release: Release,
  image: Build['image'],
): Promise<Outcome<Release>> {
  const answer = await registry.resolve({ ...image, tag: null, digest: release.digest })
  if (answer.outcome !== 'not-found') return allowed(release)
  return refused('image-not-found', { image: `${release.repository}@${release.digest}` })
}

// A typed image with its digest may be a known build; with a tag only, the registry says what it is.
function lookupText(typed: string): string | null {
  const read = readTypedVersion(typed)
  return read.kind === 'image' ? read.image.digest : typed.trim()
}

async function resolveTyped(registry: Registry, image: ImageReference): Promise<Outcome<string>> {
  const answer = await registry.resolve(image)
  const details = { image: formatImage(image), registry: image.registry }
  switch (answer.outcome) {
    case 'found':
      return allowed(image.digest ?? answer.digest)
    case 'not-found':
      return refused('image-not-found', details)
    case 'unauthorized':
      return refused('registry-unauthorized', details)
    case 'unreachable':
      return refused('registry-unreachable', { ...details, error: answer.error })
  }
}
