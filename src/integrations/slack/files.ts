import type { FileResult, Files, OutgoingFile } from '../../domain/files.ts'
import { createSlackCalls, type Body, type CallResult, type SlackCall, type SlackDeps } from './calls.ts'
import { failureOfHarmless, failureOfSharing, later } from './file-results.ts'
import { isReady, isSharedIn, watchFile } from './file-sight.ts'
import { createFileUpload, type Upload } from './file-upload.ts'

const TIMEOUT_MS = 30_000

/**
 * Adapter of the port Files. Uploading shows nothing to anybody and may begin anew at any time; completing with a
 * channel shows the file, so an unclear one is looked at, and completed again under the same id, before another is sent.
 */
export function createSlackFiles(deps: SlackDeps): Files {
  const call = createSlackCalls({ timeoutMs: TIMEOUT_MS, ...deps })
  const upload = createFileUpload(deps, call)
  const watch = (fileId: string, isWanted: (file: Body) => boolean) =>
    watchFile({ call, clock: deps.clock }, fileId, isWanted)

  const keep = async (file: OutgoingFile): Promise<FileResult> => {
    const uploaded = await upload(file)
    if (uploaded.outcome !== 'done') return uploaded
    const { fileId } = uploaded
    const completed = await complete(call, { fileId, title: file.title })
    if (completed.outcome !== 'done' && completed.outcome !== 'ambiguous') return failureOfHarmless(completed)
    const sight = await watch(fileId, isReady)
    if (sight.seen === 'wanted') return { outcome: 'done', fileId }
    if (sight.seen === 'nothing' && sight.failure.outcome === 'refused')
      return { outcome: 'refused', error: sight.failure.error }
    if (completed.outcome === 'ambiguous') return { outcome: 'ambiguous', fileId, error: completed.error }
    return later('file is not ready')
  }

  return {
    keep,
    async sendTo(userId, file, { comment, already, onUploaded }) {
      const opened = await call('conversations.open', { users: userId })
      if (opened.outcome !== 'done') return failureOfHarmless(opened)
      const channel = (opened.body.channel as { id?: unknown } | undefined)?.id
      if (typeof channel !== 'string') return later('answer without a channel')
      const sharing = { title: file.title, channel, comment, onUploaded }
      if (already === null) return sendAnew(call, upload, { file, sharing })

      const sight = await watch(already, isSharedIn(channel))
      if (sight.seen === 'wanted') return { outcome: 'done', fileId: already }
      const completed = await complete(call, { fileId: already, ...sharing })
      if (completed.outcome === 'done') return { outcome: 'done', fileId: already }
      if (completed.outcome !== 'refused' || completed.error !== 'file_not_found')
        return failureOfSharing(completed, already)
      // An upload is completed once, and ours with its channel: a file that Slack knows was carried out before.
      if (sight.seen === 'otherwise') return { outcome: 'done', fileId: already }
      if (sight.seen === 'nothing') return failureOfSharing(sight.failure, already)
      return sendAnew(call, upload, { file, sharing })
    },
  }
}

interface Sharing {
  title: string
  channel: string
  comment: string
  onUploaded: ((fileId: string) => Promise<void>) | undefined
}

async function sendAnew(
  call: SlackCall,
  upload: Upload,
  { file, sharing }: { file: OutgoingFile; sharing: Sharing },
): Promise<FileResult> {
  const uploaded = await upload(file)
  if (uploaded.outcome !== 'done') return uploaded
  await sharing.onUploaded?.(uploaded.fileId)
  const completed = await complete(call, { fileId: uploaded.fileId, ...sharing })
  return completed.outcome === 'done' ? uploaded : failureOfSharing(completed, uploaded.fileId)
}

/** Without a channel the file stays private. */
function complete(
  call: SlackCall,
  { fileId, title, channel, comment }: { fileId: string } & Pick<Sharing, 'title'> & Partial<Sharing>,
): Promise<CallResult> {
  return call('files.completeUploadExternal', {
    files: [{ id: fileId, title }],
    ...(channel === undefined ? {} : { channel_id: channel }),
    ...(comment ? { initial_comment: comment } : {}),
  })
}
