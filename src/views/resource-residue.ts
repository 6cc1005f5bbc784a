import type { Change } from '../domain/resources/change.ts'
import type { FoundPart } from '../domain/resources/cloud.ts'
import { fitLines } from './fit.ts'
import { code, plain } from './mrkdwn.ts'
import { finalSnapshot } from './resource-deletion-words.ts'
import { typedPart } from './resource-words.ts'
import { plural } from './text.ts'

const LONGEST = 2_500

/** What a scan found after undoing or deleting; empty while nobody looked. */
export function residueWords(
  change: Pick<Change, 'residue' | 'verb' | 'plan' | 'parts'>,
  most: number,
): string {
  const { residue } = change
  if (residue === null) return ''
  if (residue.length === 0) return `🧹 *${nothingWords(change)}*: looked for by name, mark and tag.`
  const shown = residue.slice(0, most).map((part) => `• ${foundWords(part)}`)
  const rest = residue.length - shown.length
  const head = `⚠️ *${plural(residue.length, 'thing')} left over*:`
  return fitLines([head, ...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])], LONGEST)
}

/** What is kept stays, and what was never ours. */
function nothingWords(change: Pick<Change, 'verb' | 'plan' | 'parts'>): string {
  const stepOf = (id: string) => change.parts.find((part) => part.id === id)?.step
  const snapshot = finalSnapshot(change)
  const kept = snapshot !== null && stepOf(snapshot.id) === 'made' ? snapshot : null
  const whose = change.parts.some(({ step }) => step === 'foreign') ? ' of ours' : ''
  if (kept !== null) return `Nothing${whose} but the snapshot ${code(kept.name, 100)} is left`
  return `Nothing${whose === '' ? ' of it' : whose} is left`
}

function foundWords(part: FoundPart): string {
  const arn = part.arn === null ? '' : ` · ${code(part.arn, 200)}`
  return `${typedPart(part)} · ${plain(part.status, 40)}${arn}`
}
