import type { Mover, MoveReason } from '../domain/cost/digest.ts'
import { moneyWords, signedMoney } from './cost-money.ts'
import { projectWords, serviceWords } from './cost-part-words.ts'
import { clockWords } from './cost-times.ts'
import { preformattedTable, type Column } from './digest-table.ts'
import { plain } from './mrkdwn.ts'
import { oneLine } from './text.ts'

interface Moved {
  currency: string
  timeZone: string
  /** In which the movers are told about: moments of that day need no date. */
  at: number
}

/** What moved most, with the reason in words where one is known; at most `max` units of mrkdwn. */
export function moversTable(
  { movers, total }: { movers: readonly Mover[]; total: number },
  moved: Moved & { max: number },
): string {
  const columns: Column<Mover>[] = [
    { title: 'moved most', width: 28, align: 'left', cell: moverWords },
    {
      title: 'by',
      width: 16,
      align: 'right',
      cell: ({ micros, beforeMicros }) => signedMoney(micros - beforeMicros, moved.currency),
    },
    { title: 'to', width: 16, align: 'right', cell: ({ micros }) => moneyWords(micros, moved.currency) },
    { title: 'why', width: 56, align: 'left', cell: ({ reasons }) => reasonsWords(reasons, moved) },
  ]
  for (let count = movers.length; count > 0; count -= 1) {
    const left = Math.max(total, movers.length) - count
    const more = left === 0 ? '' : `\nand ${left} more moved less`
    const table = preformattedTable(movers.slice(0, count), columns) + more
    if (table.length <= moved.max) return table
  }
  return ''
}

/** The same in sentences, for the text beside the blocks. */
export function moversLines(movers: readonly Mover[], moved: Moved): string[] {
  return movers.slice(0, 5).map((mover) => {
    const { micros, beforeMicros, reasons } = mover
    const difference = plain(signedMoney(micros - beforeMicros, moved.currency), 60)
    const why = reasons.length === 0 ? '' : `: ${plain(reasonsWords(reasons, moved), 120)}`
    return `${plain(moverWords(mover), 80)} ${difference}${why}`
  })
}

function moverWords({ project, service }: Mover): string {
  return `${projectWords(project)}/${serviceWords(service)}`
}

function reasonsWords(reasons: readonly MoveReason[], moved: Moved): string {
  return reasons.length === 0 ? 'unknown' : reasons.map((reason) => reasonWords(reason, moved)).join(', ')
}

function reasonWords(reason: MoveReason, { timeZone, at }: Moved): string {
  switch (reason.is) {
    case 'new-workload':
      return 'new workload'
    case 'gone':
      return 'does not run any more'
    case 'replicas':
      return `replicas ${podsWords(reason.fromMilli)} → ${podsWords(reason.toMilli)}`
    case 'deploy':
      return `deploy ${oneLine(reason.version, 20)} (${oneLine(reason.environment, 16)}) at ${clockWords(reason.at, timeZone, at)}`
  }
}

/** Pods on average: a whole number, or one digit behind the point. */
function podsWords(milli: number): string {
  return String(Math.round(milli / 100) / 10)
}
