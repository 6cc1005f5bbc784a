import { quoteValue, type Problem } from './problem.ts'
import type { Entry, Report } from './raw-entries.ts'
import type { FieldPath } from './yaml-source.ts'

// Limits of AWS: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
const LONGEST_KEY = 128
const LONGEST_VALUE = 256
const MOST_TAGS = 50
const TAKEN = /^[\p{L}\p{N}\s_.:/=+\-@]*$/u

/** Tags that the bot sets itself, by which what it made is found again. */
const OWN_KEYS = ['team', 'project', 'environment']
const OWN_PREFIX = 'coxswain:'
/** Room for those of the bot. */
const MOST_OWN = 10

export function tagProblems(tags: Entry, path: FieldPath, report: Report): Problem[] {
  const all = Object.entries(tags)
  const tooMany =
    all.length > MOST_TAGS - MOST_OWN
      ? [
          report(
            path,
            `has ${all.length} tags`,
            `at most ${MOST_TAGS - MOST_OWN} fit beside those of the bot`,
          ),
        ]
      : []
  return [
    ...tooMany,
    ...all.flatMap(([key, value]) => [
      ...keyProblems(key, [...path, key], report),
      ...valueProblems(value, [...path, key], report),
    ]),
  ]
}

function keyProblems(key: string, path: FieldPath, report: Report): Problem[] {
  if (/^aws:/i.test(key)) {
    return [report(path, 'begins with aws:, which AWS keeps for itself', 'choose another key')]
  }
  if (OWN_KEYS.includes(key) || key.startsWith(OWN_PREFIX)) {
    return [report(path, 'is a tag that the bot sets itself', 'leave it out, or choose another key')]
  }
  if (key === '' || key.length > LONGEST_KEY) {
    const problem = `has a key of ${key.length} characters`
    return [report(path, problem, `AWS takes keys of 1 to ${LONGEST_KEY} characters`)]
  }
  return TAKEN.test(key) ? [] : [badCharacters(path, 'key', report)]
}

function valueProblems(value: unknown, path: FieldPath, report: Report): Problem[] {
  if (typeof value !== 'string') return []
  if (value.length > LONGEST_VALUE) {
    const problem = `has a value of ${value.length} characters`
    return [report(path, problem, `AWS takes at most ${LONGEST_VALUE} characters`)]
  }
  return TAKEN.test(value) ? [] : [badCharacters(path, `value ${quoteValue(value)}`, report)]
}

function badCharacters(path: FieldPath, what: string, report: Report): Problem {
  return report(
    path,
    `has a ${what} with characters that AWS refuses`,
    'use letters, digits, spaces and _ . : / = + - @',
  )
}
