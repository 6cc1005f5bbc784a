import { person, userGroup } from './mrkdwn.ts'

const MOST_MENTIONS = 10

/** People and groups, each once, to stand before a notice. */
export function mentionWords(ids: readonly string[]): string {
  const shown = [...new Set(ids)]
    .slice(0, MOST_MENTIONS)
    .map((id) => (id.startsWith('S') ? userGroup(id) : person(id)))
  return shown.join(' ')
}
