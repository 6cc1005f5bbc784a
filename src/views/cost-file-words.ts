import type { SourceStanding } from '../domain/cost/report.ts'
import type { Message } from '../domain/message.ts'
import { own } from '../domain/own.ts'
import { gapLines } from './cost-gap-words.ts'
import { sourcesFoot } from './cost-source-words.ts'
import { fitLines } from './fit.ts'
import { note } from './kit.ts'
import { code, plain } from './mrkdwn.ts'

const LONGEST_COMMENT = 3_000

/** At once, where it was asked for: the file itself takes a moment. */
export function csvAnnounced(): Message {
  return note('📄 The file comes in a direct message from me, in a moment.')
}

/** Beside the file: what it lacks, and where its figures come from, as below the answer of `/cost`. */
export function csvComment(file: {
  title: string
  isEmpty: boolean
  sources: readonly SourceStanding[]
  timeZone: string
}): string {
  const { title, isEmpty, sources, timeZone } = file
  const lines = [
    `The figures of ${plain(title, 200)}, as asked for.`,
    ...(isEmpty ? ['*Nothing is known* of that, which does not mean 0: the file has no lines.'] : []),
    ...gapLines(sources, { timeZone, at: null }),
    sourcesFoot({ sources, timeZone }),
  ]
  return fitLines(lines, LONGEST_COMMENT)
}

/** In the direct message where the file was expected. `error`: Slack's word for why not. */
export function csvRefused({ title, error }: { title: string; error: string }): Message {
  const next = own(NEXT, error) ?? OTHERWISE
  return note(
    `⚠️ *The file ${plain(title, 200)} does not come*: ${next} (${code(error, 80)}). \`/cost\` shows the same figures, summed up.`,
  )
}

const DISABLED = 'uploads are switched off in this workspace. Its admins can allow them'

// https://docs.slack.dev/reference/methods/files.getUploadURLExternal and files.completeUploadExternal
const NEXT: Readonly<Record<string, string>> = {
  missing_scope:
    'the app lacks `files:write` or `im:write`. Tell the admins of the bot; the app must be reinstalled with the scopes of `manifest.yml`',
  file_uploads_disabled: DISABLED,
  file_uploads_except_images_disabled: `${DISABLED}; only pictures may be uploaded now`,
  file_type_not_allowed:
    'files of this type (CSV) may not be uploaded here. The admins of the workspace can allow them',
  file_upload_size_restricted:
    'it is larger than files may be in this workspace. Choose a shorter time, or one team or project, and press *CSV* again',
  storage_limit_reached:
    'the storage of the workspace for files is full. Its admins can make room; then press *CSV* again',
}

const OTHERWISE =
  'Slack did not take it. Press *CSV* again; if that does not help, tell the admins of the bot this word'
