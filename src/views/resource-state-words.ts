import type { Change, ChangeVerb } from '../domain/resources/change.ts'
import { isGivenUp, isStuck } from '../domain/resources/in-the-way.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import type { ChangeFailure } from '../domain/resources/failure.ts'
import type { Resource, ResourceState } from '../domain/resources/resource.ts'
import { cloudFailureWords } from './cloud-failure-words.ts'
import { moment, person, plain } from './mrkdwn.ts'
import { countedWords, lengthWords, wholeWords } from './resource-progress-words.ts'

/** A colour and a word. */
export interface Chip {
  mark: string
  word: string
}

const DOING: Record<ChangeVerb, string> = { create: 'Creating', modify: 'Modifying', delete: 'Deleting' }
const DONE: Record<ChangeVerb, string> = { create: 'Ready', modify: 'Modified', delete: 'Deleted' }
const NOT_DONE: Record<ChangeVerb, string> = {
  create: 'Not created',
  modify: 'Not modified',
  delete: 'Not deleted',
}

export function changeChip(change: Pick<Change, 'verb' | 'state' | 'stoppedIn' | 'cancelled'>): Chip {
  const { verb, state, cancelled } = change
  switch (state) {
    case 'waiting-for-approval':
      return {
        mark: '🟡',
        word: verb === 'delete' ? 'Waiting for approval to delete' : 'Waiting for approval',
      }
    case 'running':
      return cancelled ? { mark: '🟠', word: 'Cancelling' } : { mark: '🔵', word: DOING[verb] }
    case 'undoing':
      return { mark: '🟠', word: cancelled ? 'Cancelling' : 'Undoing' }
    case 'stopped':
      return { mark: '🔴', word: 'Stopped: somebody has to help' }
    case 'succeeded':
      return { mark: verb === 'delete' ? '⚪' : '🟢', word: DONE[verb] }
    case 'rolled-back':
      return cancelled && !isGivenUp(change)
        ? { mark: '⚪', word: 'Cancelled' }
        : { mark: '🔴', word: NOT_DONE[verb] }
    case 'rejected':
      return { mark: '⚪', word: 'Rejected' }
    case 'withdrawn':
      return { mark: '⚪', word: 'Cancelled' }
    case 'expired':
      return { mark: '⚪', word: 'Expired' }
    case 'refused':
      return { mark: '🔴', word: NOT_DONE[verb] }
  }
}

const RESOURCE_CHIPS: Record<ResourceState, Chip> = {
  asked: { mark: '🟡', word: 'waiting for approval' },
  creating: { mark: '🔵', word: 'creating' },
  ready: { mark: '🟢', word: 'ready' },
  modifying: { mark: '🔵', word: 'modifying' },
  deleting: { mark: '🟠', word: 'deleting' },
  deleted: { mark: '⚪', word: 'deleted' },
  'not-created': { mark: '⚪', word: 'not created' },
}

/** How a resource is; what is under way may have got stuck. */
export function resourceChip({ state }: Pick<Resource, 'state'>, change: Change | null): Chip {
  if (change?.state === 'stopped') return { mark: '🔴', word: 'stopped: somebody has to help' }
  if (change?.state === 'undoing') return { mark: '🟠', word: 'being undone' }
  if (change?.state === 'waiting-for-approval' && state === 'ready')
    return { mark: '🟢', word: `ready; ${WANTED[change.verb]} waits for approval` }
  return RESOURCE_CHIPS[state]
}

const WANTED: Record<ChangeVerb, string> = {
  create: 'creating it',
  modify: 'a modification',
  delete: 'its deletion',
}

/** Where a change is, in one line: a colour, a word, and what belongs to it. */
export function stateLine(view: ChangeView): string {
  const { mark, word } = isPast(view) ? PAST : changeChip(view.change)
  const held = holdUp(view.change)
  if (held === null) return `${mark} *${word}*${tailWords(view)}`
  const { cause } = cloudFailureWords(held)
  return `⏸️ *Waiting* since ${moment(held.at)}: ${cause} · ${word}${tailWords(view)}`
}

/** What keeps it from going on; that AWS is busy with it is its work. */
function holdUp({ state, trouble }: Change): ChangeFailure | null {
  const isAtWork = state === 'running' || state === 'undoing'
  return isAtWork && trouble !== null && trouble.class !== 'busy' ? trouble : null
}

/** Why it went wrong stands below. */
function tailWords(view: ChangeView): string {
  const { change } = view
  switch (change.state) {
    case 'waiting-for-approval':
      return view.approvals.at(-1)?.state === 'approved' ? ': given, it starts in a moment' : ''
    case 'running':
      return change.cancelled ? cancelWords(view) : progressWords(view)
    case 'undoing':
      return change.cancelled ? cancelWords(view) : progressWords(view)
    case 'stopped':
      return isStuck(change) ? ' · *Try again* goes on; *Delete…* in its details gives it up' : ''
    case 'succeeded':
      return tookWords(change)
    case 'rolled-back':
      if (isGivenUp(change)) return ' · given up where it stood, because its deletion was asked for'
      return `${byWords(change.cancelled?.by)} · everything is as it was before`
    case 'rejected':
      return decidedWords(view)
    case 'withdrawn':
      return `${byWords(view.approvals.findLast(({ state }) => state === 'withdrawn')?.decided?.by ?? change.cancelled?.by)} before anything was touched`
    case 'expired':
      return ': nobody approved it in time, nothing was touched'
    case 'refused':
      return change.failure === null
        ? ': it may not be done any more, nothing was touched. The thread tells why'
        : ' · nothing was touched'
  }
}

function progressWords(view: ChangeView): string {
  return [countedWords(view.change), wholeWords(view)].map(dotted).join('')
}

function cancelWords(view: ChangeView): string {
  const { change } = view
  const by = byWords(change.cancelled?.by)
  return change.state === 'running'
    ? `${by}: it is undone as soon as AWS allows${dotted(wholeWords(view))}`
    : `${by}: ${UNDONE[change.verb]}${progressWords(view)}`
}

const UNDONE: Record<ChangeVerb, string> = {
  create: 'what was made is removed',
  modify: 'what was changed is set back',
  delete: 'nothing is deleted',
}

function dotted(words: string): string {
  return words === '' ? '' : ` · ${words}`
}

function tookWords({ startedAt, endedAt }: Change): string {
  return startedAt === null || endedAt === null ? '' : ` · took ${lengthWords(endedAt - startedAt)}`
}

const PAST: Chip = { mark: '⚪', word: 'Deleted since' }

/** A card outlives what it made. */
function isPast({ resource, change }: ChangeView): boolean {
  return resource.state === 'deleted' && change.verb !== 'delete' && change.state === 'succeeded'
}

function decidedWords({ approvals }: ChangeView): string {
  const decided = approvals.findLast(({ state }) => state === 'rejected')?.decided
  const reason = decided?.reason
  return `${byWords(decided?.by)}${reason ? `: ${plain(reason, 300)}` : ''}`
}

function byWords(userId: string | null | undefined): string {
  return userId ? ` by ${person(userId)}` : ''
}
