import { isUtf8 } from 'node:buffer'

export type ParsedJson = { ok: true; value: unknown } | { ok: false; problem: string }

/**
 * The JSON value of a request body, or in words why it has none. A byte order mark is skipped and bytes that are no
 * UTF-8 are replaced: neither is a reason to lose alerts.
 */
export function parseJson(body: Buffer): ParsedJson {
  if (body.length === 0) return no('the body is empty: send the alert payload as JSON')
  try {
    return { ok: true, value: JSON.parse(textOf(body)) as unknown }
  } catch {
    return isUtf8(body)
      ? no(`the body is no complete JSON (${body.length} bytes received)`)
      : no('the body is not valid UTF-8: send plain UTF-8 JSON')
  }
}

function textOf(body: Buffer): string {
  const hasMark = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf
  return body.toString('utf8', hasMark ? 3 : 0)
}

function no(problem: string): ParsedJson {
  return { ok: false, problem }
}
