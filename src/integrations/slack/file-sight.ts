import type { Clock } from '../../lib/clock.ts'
import type { Body, CallResult, SlackCall } from './calls.ts'
import type { Failure } from './failures.ts'

const LONGEST_MS = 30_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5000

/** What files.info said last: the file as wanted, the file not (yet) so, no such file, or no answer. */
export type FileSight =
  { seen: 'wanted' | 'otherwise' } | { seen: 'missing' } | { seen: 'nothing'; failure: Failure }

/** Slack works on files after they were completed: asks until the file is as wanted, for half a minute at most. */
export async function watchFile(
  { call, clock }: { call: SlackCall; clock: Clock },
  fileId: string,
  isWanted: (file: Body) => boolean,
): Promise<FileSight> {
  const until = clock.now() + LONGEST_MS
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const result = await call('files.info', { file: fileId })
    const sight = sightOf(result, isWanted)
    if (sight.seen === 'wanted' || sight.seen === 'missing') return sight
    if (result.outcome === 'refused') return sight
    const waitMs = result.outcome === 'limited' ? Math.max(pauseMs, result.retryAfterMs) : pauseMs
    if (clock.now() + waitMs > until) return sight
    await clock.sleep(waitMs)
  }
}

function sightOf(result: CallResult, isWanted: (file: Body) => boolean): FileSight {
  if (result.outcome === 'done')
    return { seen: isWanted((result.body.file ?? {}) as Body) ? 'wanted' : 'otherwise' }
  if (result.outcome === 'refused' && result.error === 'file_not_found') return { seen: 'missing' }
  return { seen: 'nothing', failure: result }
}

/** Slack has looked at the bytes: before that `slack_file` is refused (slackapi/slack-github-action#413). */
export const isReady = ({ mimetype }: Body) => typeof mimetype === 'string' && mimetype !== ''

/** https://docs.slack.dev/reference/objects/file-object#shares */
export const isSharedIn = (channel: string) => (file: Body) => {
  const { public: open, private: closed } = (file.shares ?? {}) as Record<string, object | undefined>
  const listed = [file.ims, file.channels, file.groups].flat()
  return listed.includes(channel) || [open, closed].some((group) => group && Object.hasOwn(group, channel))
}
