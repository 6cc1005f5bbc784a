import type { LockNotice } from '../domain/deploys/lock-news.ts'
import type { Message } from '../domain/message.ts'
import { note } from './kit.ts'
import { code, person, plain } from './mrkdwn.ts'
import { untilWords } from './plan-words.ts'

const FROZEN = 'Deploys there wait and go on afterwards; rollbacks go on.'
const LOCKED =
  'New deploys are refused, what was asked for before waits and goes on afterwards; rollbacks go on.'

/** Tells a channel that somebody stopped its deploys, or let them go again. */
export function lockNotice(told: LockNotice): Message {
  return note(WORDS[told.what](told))
}

const WORDS: Record<LockNotice['what'], (told: LockNotice) => string> = {
  locked: (told) =>
    `🔒 ${placeWords(told)} was *locked* by ${person(told.by)}${untilWords(told.until)}${why(told)}\n${LOCKED} \`/unlock\` opens it.`,
  unlocked: (told) =>
    `🔓 ${placeWords(told)} was *unlocked* by ${person(told.by)}${was(told)}. It takes deploys again, and those that waited go on.`,
  frozen: (told) =>
    `❄️ ${placeWords(told)} was *frozen* by ${person(told.by)}${untilWords(told.until)}${why(told)}\n${FROZEN} \`/freeze\` lists it with a button to lift it.`,
  thawed: (told) =>
    `☀️ ${placeWords(told)} was *thawed* by ${person(told.by)}${was(told)}. What waited goes on, unless something else holds it back: \`/freeze\` lists that.`,
}

function placeWords({ project, service, environment }: LockNotice): string {
  const where = `*${plain(environment, 60)}*`
  if (project === null) return `${where}, all projects,`
  if (service === null) return `${where}, project ${code(project, 80)},`
  return `${code(service, 80)} (${code(project, 80)}) in ${where}`
}

function why({ reason }: LockNotice): string {
  return reason === null || reason === '' ? '.' : `: ${plain(reason, 300)}`
}

function was({ reason }: LockNotice): string {
  return reason === null || reason === '' ? '' : ` (it was closed for: ${plain(reason, 300)})`
}
