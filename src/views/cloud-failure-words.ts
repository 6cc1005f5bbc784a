import { isPassing, type ChangeFailure, type CloudFailure } from '../domain/resources/failure.ts'
import {
  CAUSES,
  CAUSES_OF_CLASS,
  PASSING_CAUSES,
  type FailureWords,
  type Known,
} from './cloud-failure-causes.ts'
import { code, plain } from './mrkdwn.ts'
import { knownRefusals, refusalWords } from './refusals.ts'
import { partName } from './resource-words.ts'
import { oneLine } from './text.ts'
import { own } from '../domain/own.ts'

type Told = CloudFailure & Partial<Pick<ChangeFailure, 'part' | 'details'>>

/** Why it did not work and what to do, both without a full stop. */
export function cloudFailureWords(failure: Told): FailureWords {
  const known: Known = {
    named: (name, otherwise) => {
      const value = own(failure.details ?? {}, name)
      return value === undefined || value.trim() === '' ? otherwise : code(value, 120)
    },
    used: failure.details?.['used'] === undefined ? null : plain(failure.details['used'], 40),
    action: failure.action === '' ? 'what this needs' : code(failure.action, 100),
    message: failure.message,
  }
  const ofCode = own(CAUSES, ownCode(failure))
  // A creation that failed for want of room is told as that.
  const isVague = failure.code === 'create-failed' && failure.class !== 'other'
  if (ofCode && !isVague) return ofCode(known)
  const passing = isPassing(failure) && failure.class === 'retry' ? passingCause(failure) : null
  const ofClass = own(CAUSES_OF_CLASS, failure.class)
  if (ofClass) return { ...ofClass(known), ...(passing === null ? {} : { cause: passing }) }
  return ofCode ? ofCode(known) : unknownWords(failure)
}

function ownCode({ code: wire, part }: Told): string {
  if (part === 'final-snapshot' && wire.endsWith('failed')) return 'snapshot-failed'
  return wire.replace(/(?:Fault|Exception)$/, '')
}

/** What is in the way and passes by itself: one line. */
export function troubleLine(failure: ChangeFailure): string {
  const { cause, next } = cloudFailureWords(failure)
  const where = failure.part === null ? upperFirst(cause) : `${partName(failure.part)}: ${cause}`
  const ids = idWords(failure)
  return `⚠️ ${where}. ${nextWords(next)}.${ids === '' ? '' : ` (${ids})`}`
}

/** A failure as a person needs it: cause, what AWS said, its request id, what to do. */
export function failureBlock(failure: ChangeFailure, { message }: { message: number }): string {
  const { cause, next } = finalWords(failure)
  const where = failure.part === null ? upperFirst(cause) : `*${partName(failure.part)}*: ${cause}`
  const said = saidWords(failure, message)
  const lines = [
    `❌ ${where}.`,
    said === '' || isAmong(said, cause) ? '' : `> ${said}`,
    idWords(failure),
    `*Next:* ${next}.`,
  ]
  return lines.filter((line) => line !== '').join('\n')
}

/** The same in one line. */
export function failureSentence(failure: Told): string {
  const { cause, next } = finalWords(failure)
  const id = failure.requestId === null ? '' : ` AWS request id ${code(failure.requestId, 80)}.`
  return `${upperFirst(cause)}.${id} Next: ${next}.`
}

/** What passes by itself, and did not in all the time that it was given. */
function finalWords(failure: Told): FailureWords {
  const words = cloudFailureWords(failure)
  const isOfItself = words.next.startsWith(NOTHING) && isPassing(failure)
  return isOfItself ? { ...words, next: AGAIN } : words
}

const NOTHING = 'Nothing: '
const AGAIN = 'Wait some minutes, then *Try again*; if it stays so, tell the platform team what stands here'

function isAmong(said: string, cause: string): boolean {
  return cause.includes(said.replace(/[.…\s]+$/, '').slice(0, 100))
}

/** Our words of these say all that their message says. */
const TOLD_BY_US: readonly string[] = [
  'foreign',
  'vanished',
  'not-shown',
  'unmarked',
  'read-back-differs',
  'account-unknown',
  'account-wrong',
  'node-type-not-allowed',
]

function saidWords({ message, code: wire }: Told, max: number): string {
  const isTold = TOLD_BY_US.includes(wire) || knownRefusals().includes(wire)
  return isTold || message.trim() === '' ? '' : plain(message, max)
}

function idWords({ action, code: wire, requestId }: Told): string {
  const parts = [
    action === '' ? '' : code(action, 100),
    /^[a-z-]+$/.test(wire) || wire === '' ? '' : code(wire, 80),
    requestId === null ? '' : `AWS request id ${code(requestId, 80)}`,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function passingCause({ code: wire, message }: Told): string | null {
  const found = PASSING_CAUSES.find(({ pattern }) => pattern.test(wire) || pattern.test(message))
  return found?.cause ?? null
}

function unknownWords({ code: reason, message, details }: Told): FailureWords {
  if (knownRefusals().includes(reason)) {
    const words = refusalWords(details ? { reason, details } : { reason })
    return { cause: words.replace(/\.$/, ''), next: 'Do what that says, then ask for it again' }
  }
  const said = message.trim() === '' ? code(reason, 80) : plain(oneLine(message, 300), 300)
  return {
    cause: `AWS refused it: ${said.replace(/[.\s]+$/, '')}`,
    next: 'Try again; if it stays so, tell the platform team what stands here',
  }
}

function nextWords(next: string): string {
  return next.startsWith(NOTHING) ? upperFirst(next.slice(NOTHING.length)) : next
}

function upperFirst(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
