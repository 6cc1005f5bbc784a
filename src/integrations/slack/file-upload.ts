import type { OutgoingFile } from '../../domain/files.ts'
import type { SlackCall, SlackDeps } from './calls.ts'
import { createClockFetch } from './clock-fetch.ts'
import { failureOfHarmless, later, type FileFailure } from './file-results.ts'
import { isUploadAddress } from './upload-address.ts'

const TIMEOUT_MS = 60_000
/** `alt_txt_too_large` above. https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
const LONGEST_ALT_TEXT = 1000

export type Upload = (file: OutgoingFile) => Promise<{ outcome: 'done'; fileId: string } | FileFailure>

/** Asks for an address and brings the bytes there. The address is a capability: it is never logged. */
export function createFileUpload(deps: SlackDeps, call: SlackCall): Upload {
  const send = createSender(deps)
  return async (file) => {
    const { filename, bytes, altText } = file
    const asked = await call('files.getUploadURLExternal', {
      filename,
      length: bytes.byteLength,
      ...(altText === null ? {} : { alt_txt: altText.slice(0, LONGEST_ALT_TEXT) }),
    })
    if (asked.outcome !== 'done') return failureOfHarmless(asked)
    const { upload_url: address, file_id: fileId } = asked.body
    if (typeof address !== 'string' || typeof fileId !== 'string') return later('answer without an address')
    if (!isUploadAddress(address, deps.apiUrl))
      return { outcome: 'refused', error: 'upload address is not of slack' }
    return (await send(address, bytes)) ?? { outcome: 'done', fileId }
  }
}

/** null: the bytes arrived. https://docs.slack.dev/messaging/working-with-files#upload */
function createSender({ clock, logger, onCall, timeoutMs = TIMEOUT_MS }: SlackDeps) {
  const fetchWithin = createClockFetch(clock, timeoutMs)
  return async (address: string, bytes: Uint8Array): Promise<FileFailure | null> => {
    const startedAt = clock.now()
    const ended = (failure: FileFailure | null) => {
      const ms = clock.now() - startedAt
      const isLimited = failure?.error === 'ratelimited'
      onCall?.('upload_url', failure === null ? 'done' : isLimited ? 'limited' : 'unsent', ms)
      if (failure)
        logger.warn({ ms, size: bytes.byteLength, error: failure.error }, 'uploading a file: not done')
      return failure
    }
    try {
      const response = await fetchWithin(address, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(bytes),
        redirect: 'error',
      })
      if (response.status === 429)
        return ended(later('ratelimited', Number(response.headers.get('retry-after')) * 1000))
      // Slack answers "OK - <bytes>"; a proxy's page of welcome is no success.
      const isTaken = response.ok && (await response.text()).startsWith('OK')
      return ended(isTaken ? null : later(`upload answered http_${response.status}`))
    } catch {
      // The error of `fetch` may name the address.
      return ended(later('upload got no answer'))
    }
  }
}
