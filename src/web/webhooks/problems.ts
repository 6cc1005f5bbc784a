export interface Problem {
  status: number
  /** Short: Grafana shows the beginning of it in the status of its contact point. */
  text: string
  /** When several things are wrong at once: each of them. */
  all?: string[]
  retryAfterSeconds?: number
}

/** What can be wrong before, or in spite of, what the body says. */
export type WebhookProblems = Record<
  'noSuchSource' | 'wrongMethod' | 'compressed' | 'tooLarge' | 'notStored',
  Problem
>

export const PROBLEMS = {
  noSuchSource: { status: 404, text: 'no source of this name is configured under alerts.sources' },
  wrongMethod: { status: 405, text: 'this is the address of a webhook: alerts are sent here by POST' },
  compressed: { status: 415, text: 'compressed bodies are not read: send plain JSON' },
  tooLarge: {
    status: 413,
    text: 'the body is larger than 16 MiB: let the sender group its alerts more finely',
  },
  // The only answer that asks for a repetition: everything else would come back the same.
  notStored: {
    status: 503,
    text: 'the alerts cannot be stored at the moment: try again',
    retryAfterSeconds: 5,
  },
} satisfies WebhookProblems

export function unauthorised(sender: { settings: string }): Problem {
  return {
    status: 401,
    text: `no source of this name with this credential: check the address and ${sender.settings}`,
  }
}

/** Errors of the server about the request keep their status; everything else is a store that cannot write. */
export function problemOfError(error: unknown, problems: WebhookProblems): Problem {
  const { statusCode, message } = error as { statusCode?: number; message?: string }
  if (statusCode === 413) return problems.tooLarge
  if (statusCode && statusCode < 500)
    return { status: statusCode, text: message ?? 'the request cannot be read' }
  return problems.notStored
}
