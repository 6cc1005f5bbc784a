import type { KnownBlock } from '@slack/types'
import { LIMITS } from './limits.ts'

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

export function jsonChars(blocks: KnownBlock[]): number {
  return JSON.stringify(blocks).length
}
