import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredFile } from './file-book.ts'

const folderOf = (workspacePath: string) => `${workspacePath}.files`
const IDS = /^F[A-Z0-9]+$/

/** The bytes of files lie beside the saved workspace, a file each, so that saving does not write them again and again. */
export function saveBytes(workspacePath: string, files: Pick<StoredFile, 'id' | 'bytes'>[]): void {
  const folder = folderOf(workspacePath)
  if (files.length === 0 && !existsSync(folder)) return
  mkdirSync(folder, { recursive: true })
  const there = new Set(readdirSync(folder))
  for (const { id, bytes } of files) {
    if (bytes && !there.has(id)) writeFileSync(join(folder, id), bytes)
    there.delete(id)
  }
  for (const id of there) if (IDS.test(id)) rmSync(join(folder, id))
}

/** undefined: they are gone. */
export function readBytesOf(workspacePath: string, id: string): Buffer | undefined {
  if (!IDS.test(id)) return undefined
  try {
    return readFileSync(join(folderOf(workspacePath), id))
  } catch {
    return undefined
  }
}
