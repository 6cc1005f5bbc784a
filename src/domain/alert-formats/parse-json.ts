import { isUtf8 } from 'node:buffer'

export type ParsedJson = { ok: true; value: unknown } | { ok: false; problem: string }

/** The JSON value of a request body, or in words why it has none. */
export function parseJson(body: Buffer): ParsedJson {
  if (body.length === 0) return no('the body is empty: send the alert payload as JSON')
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) {
    return no('the body begins with a byte order mark: send plain UTF-8 JSON')
  }
  if (!isUtf8(body)) return no('the body is not valid UTF-8: send plain UTF-8 JSON')
  try {
    return { ok: true, value: JSON.parse(body.toString('utf8')) as unknown }
  } catch {
    return no(`the body is no complete JSON (${body.length} bytes received)`)
  }
}

function no(problem: string): ParsedJson {
  return { ok: false, problem }
}
