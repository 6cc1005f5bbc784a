import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { StoredMessage } from './message-log.ts'
import type { Membership } from './seed.ts'
import type { Workspace } from './workspace.ts'

interface SavedWorkspace {
  version: 1
  people: { id: string; deleted: boolean; membership: Membership; teamId: string }[]
  channels: {
    id: string
    archived: boolean
    private: boolean
    botIsMember: boolean
    messages: StoredMessage[]
  }[]
  read: [string, string][]
}

/** Puts what was saved over the seed; what the seed no longer has is left out. */
export function loadWorkspace(workspace: Workspace, path: string): void {
  const saved = readSaved(path)
  if (!saved) return
  for (const { id, ...state } of saved.people) {
    const person = workspace.people.get(id)
    if (person) Object.assign(person, state)
  }
  for (const { id, messages, botIsMember, ...state } of saved.channels) {
    const channel = workspace.channels.get(id)
    if (!channel) continue
    Object.assign(channel, state)
    if (botIsMember) channel.members.add(workspace.bot.userId)
    else channel.members.delete(workspace.bot.userId)
    for (const message of messages) channel.log.add(message)
  }
  for (const [key, ts] of saved.read) workspace.read.set(key, ts)
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

export function saveWorkspace(workspace: Workspace, path: string): void {
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
    })),
    read: [...workspace.read],
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, JSON.stringify(saved))
  renameSync(`${path}.new`, path)
}
