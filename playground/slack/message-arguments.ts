import { ApiError, invalidArguments } from './api-error.ts'
import { isRecord } from './blockkit/checks.ts'
import { acceptMessageBlocks } from './blockkit/message-blocks.ts'
import { knowledgeOf } from './files/file-state.ts'
import limits from './blockkit-limits.json' with { type: 'json' }
import { isTimestamp } from './ids.ts'
import type { Block, Metadata } from './message-log.ts'
import { given, textOf, type Arguments } from './method.ts'
import type { World } from './world.ts'

/** Arguments of chat.* that the bot does not use and the simulated workspace does not know. */
export const UNSUPPORTED_IN_MESSAGES = [
  'attachments',
  'markdown_text',
  'reply_broadcast',
  'username',
  'icon_emoji',
  'icon_url',
  'as_user',
  'parse',
]

const { truncatedAbove } = limits.surfaces.message.text

export function acceptContent(
  world: World,
  args: Arguments,
): { text: string; blocks: Block[]; warning?: string } {
  const text = textOf(args, 'text')
  const blocks = given(args['blocks']) ? acceptMessageBlocks(args['blocks'], knowledgeOf(world)) : []
  if (!text.trim() && blocks.length === 0) throw new ApiError('no_text')
  if (text.length <= truncatedAbove) return { text, blocks }
  return { text: text.slice(0, truncatedAbove), blocks, warning: 'message_truncated' }
}

/** undefined: not given; null: `{}`, which removes it. */
export function acceptMetadata(value: unknown): Metadata | null | undefined {
  if (!given(value)) return undefined
  const metadata = typeof value === 'string' ? parsed(value) : value
  if (!isRecord(metadata)) throw new ApiError('invalid_metadata_format')
  if (Object.keys(metadata).length === 0) return null
  const { event_type: type, event_payload: payload } = metadata
  if (typeof type !== 'string' || !type || !isRecord(payload)) throw new ApiError('invalid_metadata_schema')
  if (type.length > limits.objects.metadata.event_type) throw new ApiError('invalid_metadata_schema')
  if (Buffer.byteLength(JSON.stringify(payload)) > limits.objects.metadata.payloadBytesSafe)
    throw new ApiError('metadata_too_large')
  return { event_type: type, event_payload: payload }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new ApiError('invalid_metadata_format')
  }
}

/**
 * A timestamp that exists nowhere is accepted, as by Slack (python-slack-sdk #840): such a reply shows in no thread.
 */
export function acceptThread(args: Arguments): string | undefined {
  const threadTs = textOf(args, 'thread_ts')
  if (!threadTs) return undefined
  if (!isTimestamp(threadTs) || Number(threadTs) === 0)
    throw new ApiError('invalid_thread_ts', {
      response_metadata: { messages: [`[ERROR] ${threadTs} is not a valid thread_ts`] },
    })
  return threadTs
}

export function refuseUnsupported(args: Arguments, names: readonly string[]): void {
  const used = names.filter(
    (name) => given(args[name]) && !['false', '[]'].includes(JSON.stringify(args[name])),
  )
  if (used.length > 0)
    throw invalidArguments(...used.map((name) => `not supported by this simulator: ${name}`))
}
