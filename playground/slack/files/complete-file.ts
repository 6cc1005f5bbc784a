import { ApiError } from '../api-error.ts'
import type { Block } from '../message-log.ts'
import { addressOf, postMessage } from '../messages.ts'
import type { Channel } from '../workspace.ts'
import type { World } from '../world.ts'
import type { StoredFile } from './file-book.ts'

export interface Completion {
  files: { file: StoredFile; title: string }[]
  channels: Channel[]
  text: string
  blocks: Block[]
  threadTs: string | undefined
}

/** Finishes uploads, and shares them by one message in each channel. Without a channel they stay private. */
export function completeFiles(world: World, { files, channels, text, blocks, threadTs }: Completion): void {
  const finished = files.filter(({ file }) => file.completedMs !== null)
  if (finished.length > 0) {
    if (world.settings.completedAgain === 'ok') return
    throw new ApiError('file_not_found')
  }
  for (const { file, title } of files) {
    file.completedMs = world.clock.now()
    if (title) file.title = title
  }
  for (const channel of channels) {
    const message = postMessage(world, channel, {
      user: world.workspace.bot.userId,
      text,
      blocks,
      threadTs,
      files: files.map(({ file }) => file.id),
    })
    const share = { channelId: channel.id, ts: message.ts, ...(threadTs ? { threadTs } : {}) }
    for (const { file } of files) file.shares.push(share)
    tellWhenReady(world, addressOf(channel, message))
  }
}

/** The message shows more then: what kind of file it is, and a picture. */
function tellWhenReady({ settings, clock, events }: World, address: ReturnType<typeof addressOf>): void {
  if (settings.fileReadyMs === null) return
  clock.after(settings.fileReadyMs, () => events.emit({ type: 'message', change: 'updated', ...address }))
}
