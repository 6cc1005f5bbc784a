import type { Json, PartSpec } from '../part.ts'
import type { Difference, Present } from '../resource-kind.ts'
import { groupDifferences } from './group-differences.ts'
import { inWords } from './in-words.ts'
import { parametersOf } from './parameters.ts'
import { isSameSet, unlike } from './unlike.ts'

/** The read-back: [] when every value that was wanted is there. */
export function differences(part: PartSpec, sight: Present): Difference[] {
  switch (part.type) {
    case 'elasticache-replication-group':
      return groupDifferences(part, sight)
    case 'elasticache-parameter-group':
      return recordDifferences('parameters', parametersOf(part), parametersOf(sight))
    case 'elasticache-user':
      return ['engine', 'userName'].flatMap((key) => wordDifference(key, part, sight))
    case 'elasticache-user-group':
      return setDifference('userIds', part, sight)
    case 'elasticache-subnet-group':
      return setDifference('subnetIds', part, sight)
    case 'ssm-parameter':
    case 'elasticache-snapshot':
      return []
  }
}

/** What differs of a record, a line each: `parameters maxmemory-policy`. */
function recordDifferences(
  what: string,
  wanted: Record<string, unknown>,
  found: Record<string, unknown>,
): Difference[] {
  return unlike(wanted, found).map((key) => ({
    what: `${what} ${key}`,
    wanted: inWords(wanted[key]),
    found: inWords(Object.hasOwn(found, key) ? found[key] : null),
  }))
}

function wordDifference(what: string, part: PartSpec, sight: Present): Difference[] {
  const [wanted, found] = [inWords(part.values[what]), inWords(sight.values[what])]
  return wanted.toLowerCase() === found.toLowerCase() ? [] : [{ what, wanted, found }]
}

function setDifference(what: string, part: PartSpec, sight: Present): Difference[] {
  const [wanted, found] = [words(part.values[what]), words(sight.values[what])]
  return isSameSet(wanted, found) ? [] : [{ what, wanted: inWords(wanted), found: inWords(found) }]
}

function words(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(inWords) : []
}
