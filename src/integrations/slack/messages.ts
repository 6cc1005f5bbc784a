import type { Message } from '../../domain/message.ts'
import type { Messages, SendResult } from '../../domain/messages.ts'
import { createSlackCalls, type Body, type CallResult, type SlackDeps } from './calls.ts'
import { findMessage } from './find-message.ts'
import { createPermalinks } from './permalinks.ts'

/** Adapter of the port Messages. */
export function createSlackMessages(deps: SlackDeps): Messages {
  const call = createSlackCalls(deps)
  return {
    async post({ channel, threadTs, message, key }) {
      const thread = threadTs === null ? {} : { thread_ts: threadTs }
      return sendResult(
        await call('chat.postMessage', { channel, ...thread, ...content(message, key), ...NO_UNFURL }),
      )
    },
    async update({ channel, ts, message, key }) {
      return sendResult(await call('chat.update', { channel, ts, ...content(message, key) }))
    },
    find: (request) => findMessage(call, request),
    permalink: createPermalinks(call, deps.clock),
  }
}

const NO_UNFURL = { unfurl_links: false, unfurl_media: false }

/** Without blocks the text stands alone: `[]` removes the blocks of an earlier version. */
function content(message: Message, key: string): Body {
  return {
    text: message.text,
    blocks: message.blocks,
    metadata: { event_type: 'coxswain', event_payload: { key } },
  }
}

function sendResult(result: CallResult): SendResult {
  if (result.outcome !== 'done') return result
  const { channel, ts } = result.body
  if (typeof channel !== 'string' || typeof ts !== 'string')
    return { outcome: 'ambiguous', error: 'answer without ts' }
  return { outcome: 'done', channel, ts }
}
