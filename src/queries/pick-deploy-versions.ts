import type { ImageReference } from '../domain/deploys/image-reference.ts'
import { findVersion, readTypedVersion } from '../domain/deploys/typed-version.ts'
import { releaseName } from '../domain/deploys/release.ts'
import type { Build } from '../domain/deploys/version.ts'
import type { Reads, Store } from '../domain/store.ts'
import { MOST_CHOICES, type Choice } from './pick-deploy-choices.ts'

type BuildReads = Reads['builds']

/** Among so many of the newest is looked for words of messages and parts of tags. */
const MOST_SEARCHED = 500

/** Builds of a service, newest first, or the image that was typed. */
export async function pickVersions(
  { store }: { store: Pick<Store, 'read'> },
  { project, service, typed }: { project: string; service: string; typed: string },
): Promise<Choice[]> {
  const text = typed.trim()
  const read = readTypedVersion(text)
  return store.read(async ({ builds }) => {
    const { image } = read.kind === 'image' ? read : { image: null }
    if (image) return [await imageChoice(builds, { project, service, image, typed: text })]
    const newest = await builds.newest(project, service, text === '' ? MOST_CHOICES : MOST_SEARCHED)
    if (text === '') return newest.map(buildChoice)
    const exact = await builds.matching(project, service, text)
    const known = new Set(exact.map(({ digest }) => digest))
    const others = newest.filter((build) => !known.has(build.digest) && mentions(build, text.toLowerCase()))
    return [...exact, ...others].slice(0, MOST_CHOICES).map(buildChoice)
  })
}

async function imageChoice(
  builds: BuildReads,
  wanted: { project: string; service: string; image: ImageReference; typed: string },
): Promise<Choice> {
  const { project, service, image, typed } = wanted
  const build = image.digest === null ? null : await builds.byDigest(project, service, image.digest)
  const found = build && findVersion(typed, [build])
  if (found?.ok && found.value.kind === 'build') return buildChoice(found.value.build)
  return { value: typed, text: typed, note: 'unverified image' }
}

function mentions({ tag, commit, message, branch, author }: Build, text: string): boolean {
  return [tag, commit, message, branch, author].some((part) => part?.toLowerCase().includes(text))
}

function buildChoice(build: Build): Choice {
  const note = [firstLine(build.message), build.author].filter((part) => part !== null).join(' · ')
  return { value: build.digest, text: releaseName(build), note: note === '' ? null : note }
}

function firstLine(message: string | null): string | null {
  const line = message?.trim().split('\n', 1)[0]?.trim() ?? ''
  return line === '' ? null : line
}
