import { quoteValue, type Problem } from './problem.ts'
import { asEntry, entries, repeated, textsOf, unknownName, type Entry, type Report } from './raw-entries.ts'
import { fieldName } from './schema-problems.ts'
import type { FieldPath } from './yaml-source.ts'

const CLUSTERS = ['cost', 'clusters']
const ACCOUNTS = ['cost', 'aws']
const BUDGETS = ['cost', 'budgets']

export function costProblems(root: Entry, report: Report): Problem[] {
  const cost = asEntry(root['cost'])
  const budgets = asEntry(cost['budgets'])
  return [
    ...clusterProblems(entries(cost['clusters']), report),
    ...accountProblems(entries(cost['aws']), entries(asEntry(root['aws'])['accounts']), report),
    ...approvalProblems(budgets, report),
    ...thresholdProblems(budgets['thresholds'], [...BUDGETS, 'thresholds'], report),
  ]
}

function clusterProblems(clusters: Entry[], report: Report): Problem[] {
  const urls = clusters.map(({ url }) => ({ url: typeof url === 'string' ? url.replace(/\/+$/, '') : url }))
  return [
    ...repeated(
      clusters,
      { key: 'cluster', path: CLUSTERS, remedy: 'delete one of the two entries' },
      report,
    ),
    ...repeated(
      urls,
      { key: 'url', path: CLUSTERS, remedy: 'give the address of its own OpenCost: all would count twice' },
      report,
    ),
  ]
}

function accountProblems(listed: Entry[], known: Entry[], report: Report): Problem[] {
  const among = textsOf(known, 'name')
  return [
    ...repeated(listed, { key: 'account', path: ACCOUNTS, remedy: 'delete one of the two entries' }, report),
    ...listed.flatMap(({ account }, index) => {
      const path = [...ACCOUNTS, index, 'account']
      const what = { among, path, what: 'the name of an account', place: 'aws.accounts' }
      return unknownName(account, what, report)
    }),
    ...sameBill(listed, known, report),
  ]
}

/** Two names of `aws.accounts` may stand for one account with two roles. */
function sameBill(listed: Entry[], known: Entry[], report: Report): Problem[] {
  const idOf = (account: unknown) =>
    typeof account === 'string' ? known.find(({ name }) => name === account)?.['id'] : undefined
  const ids = listed.map(({ account }) => idOf(account))
  return listed.flatMap(({ account }, index) => {
    const first = ids.indexOf(ids[index])
    if (typeof ids[index] !== 'string' || first === index || listed[first]?.['account'] === account) return []
    const problem = `${quoteValue(account)} is the same AWS account as that of ${fieldName([...ACCOUNTS, first])}`
    return [report([...ACCOUNTS, index, 'account'], problem, 'delete one of the two: all would count twice')]
  })
}

function approvalProblems({ approval, financeGroups = [] }: Entry, report: Report): Problem[] {
  if (approval === undefined || !Array.isArray(financeGroups) || financeGroups.length > 0) return []
  const remedy =
    'name the groups that set budgets in cost.budgets.financeGroups, or leave approval out: without budgets nobody can ask for more'
  return [report([...BUDGETS, 'approval'], 'stands without financeGroups', remedy)]
}

function thresholdProblems(thresholds: unknown, path: FieldPath, report: Report): Problem[] {
  const all: unknown[] = Array.isArray(thresholds) ? thresholds : []
  return all.flatMap((threshold, index) => {
    const before = all[index - 1]
    if (typeof threshold !== 'number' || typeof before !== 'number' || threshold > before) return []
    const sorted = [...new Set(all.filter((one) => typeof one === 'number'))].toSorted((a, b) => a - b)
    const problem = `${threshold} is not more than the ${before} before it`
    return [report([...path, index], problem, `write them rising, each once: [${sorted.join(', ')}]`)]
  })
}
