import { nearest } from '../lib/nearest.ts'
import { awsRegion } from './aws-kinds.ts'
import { quoteValue, type Problem } from './problem.ts'
import { asEntry, entries, repeated, textsOf, unknownName, type Entry, type Report } from './raw-entries.ts'
import { redisProblems } from './redis-checks.ts'
import { tagProblems } from './tag-checks.ts'
import type { FieldPath } from './yaml-source.ts'

const PLACEHOLDERS = ['name', 'region', 'project', 'environment']

export function resourceProblems(root: Entry, report: Report): Problem[] {
  const accounts = entries(asEntry(root['aws'])['accounts'])
  const environments = entries(asEntry(root['resources'])['environments'])
  const accountNames = textsOf(accounts, 'name')
  const list = ['resources', 'environments']
  return [
    ...repeated(
      accounts,
      { key: 'name', path: ['aws', 'accounts'], remedy: 'give each account its own name' },
      report,
    ),
    ...accounts.flatMap((account, index) => accessProblems(account, ['aws', 'accounts', index], report)),
    ...repeated(
      environments,
      { key: 'name', path: list, remedy: 'give each environment its own name' },
      report,
    ),
    ...environments.flatMap((environment, index) => {
      const path = [...list, index]
      const region = awsRegion().safeParse(environment['region'])
      return [
        ...unknownName(
          environment['account'],
          {
            among: accountNames,
            path: [...path, 'account'],
            what: 'the name of an account',
            place: 'aws.accounts',
          },
          report,
        ),
        ...tagProblems(asEntry(environment['tags']), [...path, 'tags'], report),
        ...placeholderProblems(environment['dashboard'], [...path, 'dashboard'], report),
        ...redisProblems(
          asEntry(environment['redis']),
          { path: [...path, 'redis'], region: region.success ? region.data : null },
          report,
        ),
      ]
    }),
  ]
}

function accessProblems({ profile, role }: Entry, path: FieldPath, report: Report): Problem[] {
  if (profile === undefined || role === undefined) return []
  const remedy = "keep one: a role is assumed with the credentials of the SDK's default chain"
  return [report([...path, 'role'], 'stands beside profile', remedy)]
}

function placeholderProblems(dashboard: unknown, path: FieldPath, report: Report): Problem[] {
  if (typeof dashboard !== 'string') return []
  const used = [...dashboard.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
  const unknown = used.find((word) => !PLACEHOLDERS.includes(word))
  if (unknown === undefined) return []
  const [meant] = nearest(unknown, PLACEHOLDERS, 1)
  const remedy = meant
    ? `did you mean {${meant}}?`
    : `known here: ${PLACEHOLDERS.map((word) => `{${word}}`).join(', ')}`
  return [report(path, `uses ${quoteValue(`{${unknown}}`)}, which is not known`, remedy)]
}
