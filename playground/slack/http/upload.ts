import type { IncomingMessage, ServerResponse } from 'node:http'
import type { World } from '../world.ts'
import { readBytes } from './body.ts'
import { handleFaulty, type Answer } from './faulty.ts'

/**
 * Answers `/upload/…`, the address that files.getUploadURLExternal gave: raw bytes or a form, no token needed. Faults
 * call it `upload_url`.
 */
export async function serveUpload(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedAt = performance.now()
  const path = new URL(request.url ?? '/', world.url).pathname
  const body = await readBytes(request)
  const bytes = await uploaded(request, body)
  const outcome = await handleFaulty(world.faults.take('upload_url'), response, {
    handle: () => store(world, { method: request.method, path, bytes }),
    send: ({ status, body: answer, headers }) => {
      response.writeHead(status, { 'content-type': 'text/html', ...headers })
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
    },
    hide: () => {},
  })
  world.traffic.record({
    direction: 'bot→slack',
    name: 'upload_url',
    status: outcome === 'dropped' ? 'dropped' : outcome.status,
    ms: Math.round(performance.now() - startedAt),
    request: `${body.length} bytes`,
    response: outcome === 'dropped' ? null : outcome.body,
  })
}

function store(world: World, upload: { method: string | undefined; path: string; bytes: Buffer }): Answer {
  if (upload.method !== 'POST') return { status: 405, body: 'method not allowed' }
  const file = world.files.atPath(upload.path)
  if (!file || file.completedMs !== null) return { status: 404, body: 'not found' }
  if (upload.bytes.length !== file.size) return { status: 400, body: 'content length mismatch' }
  file.bytes = upload.bytes
  return { status: 200, body: `OK - ${file.size}` }
}

/** A form holds the bytes in its first file, or in its first field. */
async function uploaded(request: IncomingMessage, body: Buffer): Promise<Buffer> {
  const type = request.headers['content-type'] ?? ''
  if (!type.toLowerCase().startsWith('multipart/form-data')) return body
  try {
    const parsed = new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    const parts = [...(await parsed.formData()).values()]
    const part = parts.find((one) => typeof one !== 'string') ?? parts[0] ?? ''
    return typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer())
  } catch {
    return Buffer.alloc(0)
  }
}
