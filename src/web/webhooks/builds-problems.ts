import type { z } from 'zod'
import { asWritten } from '../../lib/as-written.ts'
import { nearest } from '../../lib/nearest.ts'
import type { Problem, WebhookProblems } from './problems.ts'

/** What each field wants, in the words of an answer. */
const WANTED = {
  project: 'the name of the project in the catalogue, as in "payments"',
  service: 'the name of the service in small letters, as its workload is called, as in "checkout"',
  image: 'where it was pushed to, without tag and digest, as in "registry.example.com/team/checkout"',
  digest:
    'the digest that the registry gave the push: "sha256:" and 64 digits (steps.<id>.outputs.digest of docker/build-push-action)',
  tag: 'the tag that was pushed, as in "1.4.2", or leave it out',
  commit: 'the commit that was built, 7 to 40 hexadecimal digits ($GITHUB_SHA)',
  branch: 'the name of the branch, or leave it out',
  author: 'the name of the author, or leave it out',
  authorSlackId: 'the member id of the author in Slack, as in "U012AB3CD", or leave it out',
  message: 'the commit message, or leave it out',
  commits: 'a list of the titles of the commits since the build before, newest first, or leave it out',
  ciLink: 'the http(s) address of the build, or leave it out',
  builtAt: 'a time with its zone, as in "2026-11-21T09:00:00Z", or leave it out',
} as const

export type Field = keyof typeof WANTED

export const BUILD_PROBLEMS = {
  noSuchSource: { status: 404, text: 'no source of this name is configured under builds.sources' },
  wrongMethod: { status: 405, text: 'this is the address of a webhook: builds are sent here by POST' },
  compressed: { status: 415, text: 'compressed bodies are not read: send plain JSON' },
  tooLarge: { status: 413, text: 'the body is larger than 256 KiB: send fewer commits' },
  notStored: {
    status: 503,
    text: 'the build cannot be stored at the moment: try again',
    retryAfterSeconds: 5,
  },
} satisfies WebhookProblems

export function invalidBuild(errors: string[]): Problem {
  return { status: 400, text: errors.join('; '), all: errors }
}

/** Every field that is wrong, once, in the order of the documentation. */
export function problemsOf({ issues }: z.ZodError, body: object): string[] {
  const fields = Object.keys(WANTED) as Field[]
  const wrong = new Set(issues.map(({ path }) => path[0]))
  const said = fields.filter((field) => wrong.has(field)).map((field) => problemOfField(field, body))
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
  return [...said, ...unknown.map((key) => problemOfUnknown(key, fields))]
}

function problemOfField(field: Field, body: object): string {
  const value = (body as Partial<Record<Field, unknown>>)[field]
  const isMissing = value === undefined || value === null || value === ''
  return `${field} is ${isMissing ? 'missing' : 'not valid'}: give ${WANTED[field]}`
}

function problemOfUnknown(key: string, fields: Field[]): string {
  const spelled = asWritten(key, fields)
  const [meant] = spelled === key ? nearest(key, fields, 1) : [spelled]
  const remedy = meant ? `did you mean ${meant}?` : 'leave it out'
  return `${key.slice(0, 80)} is no field of a build: ${remedy}`
}
