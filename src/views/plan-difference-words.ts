import type { PlanDifference } from '../domain/deploys/diff-plans.ts'
import { code } from './mrkdwn.ts'

const MOST = 5

/** What differs between the plan that was approved and the one of now; '' when it cannot be read. */
export function differenceWords(stored: string | number | null | undefined): string {
  const differences = read(stored)
  const words = [...new Set(differences.map(wordsOf))]
  const rest = words.length > MOST ? ` and ${words.length - MOST} more` : ''
  return words.slice(0, MOST).join(', ') + rest
}

function read(stored: string | number | null | undefined): PlanDifference[] {
  try {
    const parsed: unknown = JSON.parse(String(stored ?? '[]'))
    return Array.isArray(parsed) ? (parsed as PlanDifference[]) : []
  } catch {
    return []
  }
}

function wordsOf(one: PlanDifference): string {
  switch (one.difference) {
    case 'version':
      return 'another version'
    case 'project':
      return 'another project'
    case 'target-added':
      return `${code(one.region, 60)} was added`
    case 'target-removed':
      return `${code(one.region, 60)} was removed`
    case 'target-moved':
      return `${code(one.region, 60)} stands in another cluster or wave`
    case 'workload-added':
      return `${code(one.workload, 80)} in ${code(one.region, 60)} would change too`
    case 'workload-removed':
      return `${code(one.workload, 80)} in ${code(one.region, 60)} would not change any more`
    case 'workload-changed':
      return `${code(one.workload, 80)} in ${code(one.region, 60)} is not as it was: its image, who manages it, or the object itself`
    default:
      return 'something else'
  }
}
