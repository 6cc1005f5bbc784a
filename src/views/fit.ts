import type { KnownBlock } from '@slack/types'
import { LIMITS } from './limits.ts'
import { plural } from './text.ts'

const ROOM_FOR_REST = 40

export interface Room {
  /** Blocks that stand in the message besides the rows. */
  besides: KnownBlock[]
  maxRows: number
  maxBlocks?: number
  maxJsonChars?: number
}

/** How many of the rows, from the first on, fit Slack's limits together with what stands besides them. */
export function fit(rows: KnownBlock[][], room: Room): number {
  const maxBlocks = room.maxBlocks ?? LIMITS.messageBlocks
  const maxJsonChars = room.maxJsonChars ?? LIMITS.blocksJsonChars
  let blocks = room.besides.length
  let chars = jsonChars(room.besides)
  let count = 0
  for (const row of rows) {
    blocks += row.length
    // Two brackets less, a comma more for each row.
    chars += jsonChars(row) - 1
    if (count === room.maxRows || blocks > maxBlocks || chars > maxJsonChars) break
    count += 1
  }
  return count
}

/** As many of the lines, from the first on, as `max` units take, and how many are left out. */
export function fitLines(lines: readonly string[], max: number): string {
  const whole = lines.join('\n')
  if (whole.length <= max) return whole
  let text = ''
  let told = 0
  for (const line of lines) {
    const longer = told === 0 ? line : `${text}\n${line}`
    if (told > 0 && longer.length > max - ROOM_FOR_REST) break
    text = longer
    told += 1
  }
  return `${text}\n… and ${plural(lines.length - told, 'more line')}`
}

export function jsonChars(blocks: KnownBlock[]): number {
  return JSON.stringify(blocks).length
}
