import { parseImage } from '../domain/deploys/image-reference.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { releaseName, type Release } from '../domain/deploys/release.ts'
import { code, link, person, plain } from './mrkdwn.ts'

type Named = Pick<DeployRecord, 'kind' | 'service' | 'environment' | 'release'>

/** "Deploy checkout 1.4.2 → prod", as plain text for headers and titles. */
export function deployTitle({ kind, service, environment, release }: Named): string {
  const version = releaseName(release)
  return kind === 'rollback'
    ? `Roll back ${service} to ${version} · ${environment}`
    : `Deploy ${service} ${version} → ${environment}`
}

/** The same for mrkdwn. */
export function deployName(record: Named, max = 160): string {
  return `*${plain(deployTitle(record), max)}*`
}

/** "`1.4.1` → `1.4.2`" */
export function fromToWords(fromName: string | null, release: Release): string {
  const from = fromName === null ? 'a version that nobody knows by name' : code(fromName, 60)
  return `${from} → ${code(releaseName(release), 60)}`
}

/** Commit, message, author, build: where a version comes from. */
export function originWords(release: Release): string {
  if (!release.isVerified) {
    return `⚠️ unverified image ${code(shortImage(`${release.repository}@${release.digest}`), 120)}: no build told of it`
  }
  const parts = [
    release.commit === null ? 'commit not known' : `commit ${code(release.commit.slice(0, 7), 20)}`,
    release.message ? `“${plain(release.message.split('\n')[0] ?? '', 100)}”` : '',
    authorWords(release),
    release.branch ? `on ${code(release.branch, 60)}` : '',
    link(release.ciLink ?? undefined, 'Build') ?? '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function authorWords({ authorId, author }: Release): string {
  if (authorId) return `by ${person(authorId)}`
  return author ? `by ${plain(author, 60)}` : ''
}

/** An image as people can compare it: its tag stays, its digest is cut to 12 characters. */
export function shortImage(text: string): string {
  const image = parseImage(text)
  if (!image) return text
  return `${nameOf(image)}${versionPart(image)}`
}

/** From one image to another; the name stands once where only the version changes. */
export function imageChangeWords(from: string, to: string, release: Release): string {
  const before = parseImage(from)
  const after = named(parseImage(to), release)
  if (!before || !after || nameOf(before) !== nameOf(after)) {
    return `${code(shortImage(from), 120)} → ${code(after ? `${nameOf(after)}${versionPart(after)}` : to, 120)}`
  }
  return `${code(nameOf(before), 120)} ${code(versionPart(before), 60)} → ${code(versionPart(after), 60)}`
}

// What is written is the digest alone: people compare tags.
function named(image: Image | null, { tag, digest }: Release): Image | null {
  return image && image.tag === null && image.digest === digest ? { ...image, tag } : image
}

type Image = NonNullable<ReturnType<typeof parseImage>>

function nameOf({ registry, repository }: Image): string {
  return registry === null ? repository : `${registry}/${repository}`
}

function versionPart({ tag, digest }: Image): string {
  const short = digest === null ? '' : `@${digest.replace('sha256:', '').slice(0, 12)}`
  return tag === null && short === '' ? ':latest' : `${tag === null ? '' : `:${tag}`}${short}`
}
