import { slackFilesIn } from '../blockkit/slack-files.ts'
import type { BlockKnowledge } from '../blockkit/message-blocks.ts'
import type { Channel, Person } from '../workspace.ts'
import type { World } from '../world.ts'
import type { StoredFile } from './file-book.ts'
import { isImage, kindOf } from './file-kind.ts'

/** Slack works on files after they were completed. Whoever asks a second time finds it done, however short the wait. */
export function isReady({ settings, clock }: World, file: StoredFile): boolean {
  if (file.completedMs === null || settings.fileReadyMs === null) return false
  return file.asked >= 2 || clock.now() >= file.completedMs + settings.fileReadyMs
}

/** What this workspace takes in the blocks of a message of the bot. */
export function knowledgeOf(world: World): BlockKnowledge {
  return {
    charts: world.settings.charts,
    showsFile(id) {
      const file = world.files.get(id)
      return file !== undefined && isReady(world, file) && isImage(kindOf(file))
    },
  }
}

/** Whoever sees the channel sees the pictures in its messages. */
export function rememberShown({ files }: World, channel: Channel, blocks: unknown[]): void {
  for (const { id } of slackFilesIn(blocks)) {
    const file = files.get(String(id))
    if (file && !file.shownIn.includes(channel.id)) file.shownIn.push(channel.id)
  }
}

/** A file that was never shared is its owner's alone. */
export function mayOpen({ workspace }: World, person: Person, file: StoredFile): boolean {
  const places = [...file.shares.map(({ channelId }) => channelId), ...file.shownIn]
  return places.some((id) => {
    const channel = workspace.channels.get(id)
    if (!channel) return false
    return channel.members.has(person.id) || (!channel.private && person.membership === 'member')
  })
}
