import { newId, randomText } from '../ids.ts'

export interface FileShare {
  channelId: string
  ts: string
  threadTs?: string
}

export interface StoredFile {
  id: string
  name: string
  title: string
  altText: string
  /** In bytes, as announced. */
  size: number
  createdMs: number
  bytes: Buffer | null
  /** null: only announced, or uploaded and not completed. */
  completedMs: number | null
  /** How often files.info answered since it was completed. */
  asked: number
  shares: FileShare[]
  /** Channels with an image block that shows it. */
  shownIn: string[]
}

export interface FileBook {
  /** A file to come, and the path to which its bytes go: whoever knows that may upload. */
  announce(file: { name: string; altText: string; size: number; nowMs: number }): {
    file: StoredFile
    path: string
  }
  atPath(path: string): StoredFile | undefined
  get(id: string): StoredFile | undefined
  add(file: StoredFile): void
  all(): StoredFile[]
}

const MOST_KEPT = 300

export function createFileBook(): FileBook {
  const files = new Map<string, StoredFile>()
  const idsByPath = new Map<string, string>()
  const add = (file: StoredFile) => {
    files.set(file.id, file)
    const [oldest] = files.keys()
    if (files.size > MOST_KEPT && oldest) files.delete(oldest)
  }
  return {
    announce({ nowMs, ...about }) {
      const rest = { title: about.name, bytes: null, completedMs: null, asked: 0, shares: [], shownIn: [] }
      const file: StoredFile = { id: newId('F'), createdMs: nowMs, ...about, ...rest }
      const path = `/upload/v1/${randomText(40)}`
      idsByPath.set(path, file.id)
      add(file)
      return { file, path }
    },
    atPath: (path) => files.get(idsByPath.get(path) ?? ''),
    get: (id) => files.get(id),
    add,
    all: () => [...files.values()],
  }
}
