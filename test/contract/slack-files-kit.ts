import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { callSlack } from '../harness/simulator.ts'

/** The smallest PNG there is: one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/** Asks for an address and brings the bytes there, as any HTTP client would. Answers the file's id. */
export async function uploadRaw(slack: SlackSimulator, filename: string, bytes: Buffer): Promise<string> {
  const { body } = await callSlack(slack, 'files.getUploadURLExternal', { filename, length: bytes.length })
  const answer = await fetch(String(body['upload_url']), { method: 'POST', body: new Uint8Array(bytes) })
  if (!answer.ok) throw new Error(`uploading ${filename}: ${answer.status} ${await answer.text()}`)
  return String(body['file_id'])
}

export async function complete(slack: SlackSimulator, id: string, more: Record<string, unknown> = {}) {
  return (await callSlack(slack, 'files.completeUploadExternal', { files: [{ id, title: 'T' }], ...more }))
    .body
}

export async function fileInfo(slack: SlackSimulator, file: string): Promise<Record<string, unknown>> {
  const { body } = await callSlack(slack, 'files.info', { file }, { form: true })
  return (body['file'] ?? body) as Record<string, unknown>
}
