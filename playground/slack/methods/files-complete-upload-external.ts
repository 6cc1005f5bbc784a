import { isBotMember, refuseClosedMessages } from '../access.ts'
import { ApiError, invalidArguments } from '../api-error.ts'
import { isRecord } from '../blockkit/checks.ts'
import { acceptMessageBlocks } from '../blockkit/message-blocks.ts'
import { completeFiles, type Completion } from '../files/complete-file.ts'
import { knowledgeOf } from '../files/file-state.ts'
import { wireFile } from '../files/wire-file.ts'
import { acceptThread } from '../message-arguments.ts'
import { given, textOf, type ApiMethod, type Arguments } from '../method.ts'
import type { Channel } from '../workspace.ts'
import type { World } from '../world.ts'

const MOST_CHANNELS = 100

/** With a comment the blocks do not count. */
export const filesCompleteUploadExternal: ApiMethod = {
  name: 'files.completeUploadExternal',
  tier: 'T4',
  token: 'bot',
  scopes: ['files:write'],
  required: ['files'],
  unsupported: ['username', 'icon_url', 'icon_emoji'],
  run(world, args) {
    const files = acceptFiles(world, args['files'])
    const text = textOf(args, 'initial_comment')
    const blocks =
      !text && given(args['blocks']) ? acceptMessageBlocks(args['blocks'], knowledgeOf(world)) : []
    const channels = channelsOf(world, args)
    completeFiles(world, { files, channels, text, blocks, threadTs: acceptThread(args) })
    return { files: files.map(({ file }) => wireFile(world, file)) }
  },
}

function acceptFiles(world: World, wanted: unknown): Completion['files'] {
  const list = typeof wanted === 'string' ? parsed(wanted) : wanted
  if (!Array.isArray(list) || list.length === 0) throw invalidArguments('files must be a list')
  return list.map((entry) => {
    const file = isRecord(entry) ? world.files.get(String(entry['id'])) : undefined
    if (!file?.bytes) throw new ApiError('file_not_found')
    const title = (entry as { title?: unknown }).title
    return { file, title: typeof title === 'string' ? title : '' }
  })
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function channelsOf(world: World, args: Arguments): Channel[] {
  const ids = `${textOf(args, 'channel_id')},${textOf(args, 'channels')}`.split(',').filter(Boolean)
  if (ids.length > MOST_CHANNELS) throw new ApiError('channels_limit_exceeded')
  return [...new Set(ids)].map((id) => {
    const channel = world.workspace.channels.get(id.trim())
    const isMember = channel !== undefined && isBotMember(world.workspace, channel)
    if (!channel || (channel.private && !isMember)) throw new ApiError('invalid_channel')
    if (channel.archived) throw new ApiError('posting_to_channel_denied')
    if (!isMember) throw new ApiError('not_in_channel')
    refuseClosedMessages(world, channel)
    return channel
  })
}
