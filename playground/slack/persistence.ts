import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { directMessage } from './direct-messages.ts'
import { readBytesOf, saveBytes } from './files/file-folder.ts'
import type { StoredFile } from './files/file-book.ts'
import type { StoredMessage } from './message-log.ts'
import type { Membership } from './seed.ts'
import type { Channel, Workspace } from './workspace.ts'
import type { World } from './world.ts'

interface SavedWorkspace {
  version: 1
  people: { id: string; deleted: boolean; membership: Membership; teamId: string }[]
  channels: SavedChannel[]
  read: [string, string][]
  /** Absent in what was saved before there were files. */
  files?: Omit<StoredFile, 'bytes'>[]
}

interface SavedChannel {
  id: string
  archived: boolean
  private: boolean
  botIsMember: boolean
  messages: StoredMessage[]
  /** Whose direct messages they are. */
  im?: string
}

/** Puts what was saved over the seed; what the seed no longer has is left out. */
export function loadWorkspace({ workspace, files }: World, path: string): void {
  const saved = readSaved(path)
  if (!saved) return
  for (const { id, ...state } of saved.people) {
    const person = workspace.people.get(id)
    if (person) Object.assign(person, state)
  }
  for (const { messages, botIsMember, ...state } of saved.channels) {
    const channel = channelOf(workspace, state)
    if (!channel) continue
    channel.archived = state.archived
    channel.private = state.private
    if (botIsMember) channel.members.add(workspace.bot.userId)
    else channel.members.delete(workspace.bot.userId)
    for (const message of messages) channel.log.add(message)
  }
  for (const [key, ts] of saved.read) workspace.read.set(key, ts)
  for (const file of saved.files ?? []) {
    const bytes = readBytesOf(path, file.id)
    if (bytes) files.add({ ...file, bytes })
  }
}

function channelOf(workspace: Workspace, { id, im }: Pick<SavedChannel, 'id' | 'im'>): Channel | undefined {
  const person = im === undefined ? undefined : workspace.people.get(im)
  return person ? directMessage(workspace, person) : workspace.channels.get(id)
}

function readSaved(path: string): SavedWorkspace | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const saved = JSON.parse(text) as SavedWorkspace
  if (saved.version !== 1) throw new Error(`loading workspace: ${path} has an unknown version`)
  return saved
}

/** Files that were only announced are not kept, as their addresses are not. */
export function saveWorkspace({ workspace, files }: World, path: string): void {
  const kept = files.all().filter(({ completedMs }) => completedMs !== null)
  const saved: SavedWorkspace = {
    version: 1,
    people: [...workspace.people.values()].map(({ id, deleted, membership, teamId }) => ({
      id,
      deleted,
      membership,
      teamId,
    })),
    channels: [...workspace.channels.values()].map((channel) => ({
      id: channel.id,
      archived: channel.archived,
      private: channel.private,
      botIsMember: channel.members.has(workspace.bot.userId),
      messages: channel.log.all(),
      ...(channel.im === null ? {} : { im: channel.im }),
    })),
    read: [...workspace.read],
    files: kept.map(({ bytes: _inFolder, ...file }) => file),
  }
  mkdirSync(dirname(path), { recursive: true })
  saveBytes(path, kept)
  writeFileSync(`${path}.new`, JSON.stringify(saved))
  renameSync(`${path}.new`, path)
}
