import type { Change } from '../domain/resources/change.ts'
import type { FoundPart } from '../domain/resources/cloud.ts'
import { fitLines } from './fit.ts'
import { code, plain } from './mrkdwn.ts'
import { typedPart } from './resource-words.ts'
import { plural } from './text.ts'

const LONGEST = 2_500

/** What a scan found after undoing or deleting; empty while nobody looked. */
export function residueWords({ residue }: Pick<Change, 'residue'>, most: number): string {
  if (residue === null) return ''
  if (residue.length === 0) return '🧹 *Nothing is left*: looked for by name, mark and tag.'
  const shown = residue.slice(0, most).map((part) => `• ${foundWords(part)}`)
  const rest = residue.length - shown.length
  const head = `⚠️ *${plural(residue.length, 'thing')} left over*:`
  return fitLines([head, ...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])], LONGEST)
}

function foundWords(part: FoundPart): string {
  const arn = part.arn === null ? '' : ` · ${code(part.arn, 200)}`
  return `${typedPart(part)} · ${plain(part.status, 40)}${arn}`
}
