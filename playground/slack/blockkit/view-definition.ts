import { ApiError } from '../api-error.ts'
import limits from '../blockkit-limits.json' with { type: 'json' }
import type { Block } from '../message-log.ts'
import { blockList } from './blocks.ts'
import { flag, isRecord, object, oneOf, text, type Problem } from './checks.ts'
import { normaliseBlocks, withTextDefaults } from './normalise.ts'
import { plainText } from './objects.ts'
import { checkSlackFiles } from './slack-files.ts'
import { checkUniqueness } from './uniqueness.ts'

export interface ViewDefinition {
  type: 'modal'
  title: unknown
  submit: unknown
  close: unknown
  blocks: Block[]
  private_metadata: string
  callback_id: string
  external_id: string
  clear_on_close: boolean
  notify_on_close: boolean
}

const rule = limits.surfaces.modal

const shape = object(
  { type: oneOf(['modal']), title: plainText(rule.title.max), blocks: blockList('modal') },
  {
    submit: plainText(rule.submit.max),
    close: plainText(rule.close.max),
    private_metadata: text({ max: rule.private_metadata }),
    callback_id: text({ max: rule.callback_id }),
    external_id: text({ max: rule.external_id }),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
)

/** A modal as Slack stores it, or Slack's refusal. */
export function acceptView(given: unknown): ViewDefinition {
  const view = typeof given === 'string' ? parsed(given) : given
  if (Buffer.byteLength(JSON.stringify(view) ?? '') > rule.bytes) throw new ApiError('view_too_large')
  const problems: Problem[] = []
  const report = (pointer: string, message: string) => void problems.push({ pointer, message })
  shape(view, '/view', report)
  if (isRecord(view) && Array.isArray(view['blocks'])) {
    checkUniqueness(view['blocks'], '/view/blocks', report)
    checkSlackFiles(view['blocks'], '/view/blocks', { showsFile: () => false, report })
    const asks = view['blocks'].some((block) => isRecord(block) && block['type'] === 'input')
    if (asks && !view['submit']) report('/view', 'must define `submit` to use an `input` block in modals')
  }
  if (problems.length > 0) throw invalidView(problems)
  const accepted = view as Partial<ViewDefinition>
  return {
    type: 'modal',
    title: withTextDefaults(accepted.title),
    submit: withTextDefaults(accepted.submit) ?? null,
    close: withTextDefaults(accepted.close) ?? null,
    blocks: normaliseBlocks(accepted.blocks ?? []),
    private_metadata: accepted.private_metadata ?? '',
    callback_id: accepted.callback_id ?? '',
    external_id: accepted.external_id ?? '',
    clear_on_close: accepted.clear_on_close ?? false,
    notify_on_close: accepted.notify_on_close ?? false,
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw invalidView([{ pointer: '/view', message: 'must provide an object' }])
  }
}

function invalidView(problems: Problem[]): ApiError {
  const messages = problems.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:${pointer}]`)
  return new ApiError('invalid_arguments', { response_metadata: { messages } })
}
