import type { Team } from '../catalogue.ts'
import { RESOURCE_TAG } from './part.ts'
import type { ResourceEnvironment } from './resource-policy.ts'

const LONGEST_KEY = 128
const LONGEST_VALUE = 256

/** What AWS takes besides letters, digits and spaces (docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html). */
const REFUSED = /[^\p{L}\p{N}\p{Z}+\-=._:/@]+/gu

/** Whose it is, then what policy adds. `team` is the id, which outlives renames. */
export function resourceTags({
  resourceId,
  project,
  environment,
  team,
}: {
  resourceId: string
  project: string
  environment: Pick<ResourceEnvironment, 'name' | 'tags'>
  team: Team | null
}): Record<string, string> {
  const ours = {
    [RESOURCE_TAG]: resourceId,
    project,
    environment: environment.name,
    ...(team && { team: team.id }),
  }
  const accepted = Object.entries({ ...environment.tags, ...ours }).map(
    ([key, value]) => [acceptedKey(key), cut(value, LONGEST_VALUE)] as const,
  )
  return Object.fromEntries(accepted.filter(([key]) => key !== ''))
}

/** AWS keeps keys that begin with `aws:` to itself. */
function acceptedKey(key: string): string {
  return cut(key.replace(/^\s*aws:/i, 'aws_'), LONGEST_KEY)
}

/** AWS counts characters, not UTF-16 units. */
function cut(text: string, longest: number): string {
  return Array.from(text.trim().replaceAll(REFUSED, '_')).slice(0, longest).join('').trim()
}
