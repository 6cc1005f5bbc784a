import type { IncomingMessage } from 'node:http'

const LARGEST_BODY = 4 * 1024 * 1024
/** Slack takes a gigabyte; a laptop need not. */
export const LARGEST_FILE = 20 * 1024 * 1024
const FORM_AROUND_FILE = 64 * 1024

export async function readBody(request: IncomingMessage): Promise<string> {
  return (await read(request, LARGEST_BODY)).toString('utf8')
}

export function readBytes(request: IncomingMessage): Promise<Buffer> {
  return read(request, LARGEST_FILE + FORM_AROUND_FILE)
}

async function read(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) throw new RangeError('body too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
