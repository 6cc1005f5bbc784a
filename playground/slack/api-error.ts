/** A documented refusal of the Web API: HTTP 200 with `ok: false`. */
export class ApiError extends Error {
  readonly code: string
  readonly fields: Record<string, unknown>

  constructor(code: string, fields: Record<string, unknown> = {}) {
    super(code)
    this.code = code
    this.fields = fields
  }
}

export function invalidArguments(...messages: string[]): ApiError {
  return new ApiError('invalid_arguments', {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  })
}
