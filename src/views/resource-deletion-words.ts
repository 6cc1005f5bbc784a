import type { Change } from '../domain/resources/change.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import { code } from './mrkdwn.ts'

/** The snapshot that a deletion takes first and keeps; null: it takes none. */
export function finalSnapshot({ verb, plan }: Pick<Change, 'verb' | 'plan'>): PartSpec | null {
  if (verb !== 'delete') return null
  return plan.make.find(({ type }) => type === 'elasticache-snapshot') ?? null
}

/** What is lost by a deletion and what is kept, for who decides about it; empty of any other change. */
export function meaningOfYes(change: Pick<Change, 'verb' | 'plan'>): string {
  if (change.verb !== 'delete') return ''
  const snapshot = finalSnapshot(change)
  const kept =
    snapshot === null
      ? '*No final snapshot* is taken.'
      : `A final snapshot ${code(snapshot.name, 60)} is taken and checked first, and kept.`
  return `*Everything in it is deleted.* ${kept} This cannot be taken back.`
}

/** The same as a line of its own. */
export function yesLine(change: Pick<Change, 'verb' | 'plan'>): string {
  const meaning = meaningOfYes(change)
  return meaning === '' ? '' : `⚠️ A yes means: ${meaning}`
}
