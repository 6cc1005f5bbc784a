import { ApiError } from '../api-error.ts'
import limits from '../blockkit-limits.json' with { type: 'json' }
import type { Block } from '../message-log.ts'
import { blockList } from './blocks.ts'
import { checkCharts } from './chart.ts'
import type { Problem } from './checks.ts'
import { normaliseBlocks } from './normalise.ts'
import { checkSlackFiles } from './slack-files.ts'
import { checkUniqueness } from './uniqueness.ts'

/** What blocks may be depends on the workspace too. */
export interface BlockKnowledge {
  /** Whether data_visualization is known. */
  charts: boolean
  showsFile(id: string): boolean
}

const EVERYTHING: BlockKnowledge = { charts: true, showsFile: () => true }

/** The blocks of a message as Slack stores them, or Slack's refusal. */
export function acceptMessageBlocks(given: unknown, knows: BlockKnowledge = EVERYTHING): Block[] {
  const blocks = typeof given === 'string' ? parsed(given) : given
  if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format')
  const problems: Problem[] = []
  const report = (pointer: string, message: string) => void problems.push({ pointer, message })
  blockList('message')(blocks, '/blocks', report)
  checkUniqueness(blocks, '/blocks', report)
  checkCharts(blocks, '/blocks', { charts: knows.charts, report })
  checkSlackFiles(blocks, '/blocks', { showsFile: (id) => knows.showsFile(id), report })
  if (problems.length > 0) throw invalidBlocks(problems)
  const { max, error } = limits.surfaces.message.blocksJsonChars
  if (JSON.stringify(blocks).length > max) throw new ApiError(error)
  return normaliseBlocks(blocks)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new ApiError('invalid_blocks_format')
  }
}

const NO_SCHEMA = 'failed to match all allowed schemas'

function invalidBlocks(problems: Problem[]): ApiError {
  const words = ({ message, pointer }: Problem) => `${message} [json-pointer:${pointer}]`
  return new ApiError('invalid_blocks', {
    errors: problems.filter(({ message }) => message !== NO_SCHEMA).map(words),
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${words(problem)}`) },
  })
}
