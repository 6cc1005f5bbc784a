import type { Refusal } from '../domain/actor.ts'
import type { Answers } from '../domain/messages.ts'
import type { ThreadAlertsQuery } from '../queries/thread-alerts.ts'
import { outdatedMessage } from '../views/answers.ts'
import { note } from '../views/kit.ts'
import { refusalWords } from '../views/refusals.ts'
import { parseId } from './button-value.ts'
import type { Click } from './door.ts'
import { refreshThreadModal } from './thread-modal.ts'

export interface AlertClickDeps {
  threadAlerts: ThreadAlertsQuery
  /** Link to a thread's card, null while it does not stand. */
  threadLink(threadId: string): Promise<string | null>
}

export interface AlertClick {
  click: Click
  answers: Answers
  /** The words for what was done, or the refusal. */
  decide(episodeId: string): Promise<string | Refusal>
}

/** A click on one alert: decides, then tells the person, on the modal when it was clicked there. */
export async function answerAlertClick(
  deps: AlertClickDeps,
  { click, answers, decide }: AlertClick,
): Promise<void> {
  const episodeId = parseId(click.value)
  if (episodeId === null) {
    if (click.responseUrl) await answers.ephemeral(click.responseUrl, outdatedMessage())
    return
  }
  const decided = await decide(episodeId)
  const words = typeof decided === 'string' ? decided : `🚫 ${refusalWords(await withLink(deps, decided))}`
  if (click.view) await refreshThreadModal(deps, { click, answers, outcome: words })
  else if (click.responseUrl) await answers.ephemeral(click.responseUrl, note(words))
}

async function withLink(deps: AlertClickDeps, refusal: Refusal): Promise<Refusal> {
  const threadId = refusal.details?.['threadId']
  if (typeof threadId !== 'string' || refusal.details?.['sameThread'] === 1) return refusal
  return { ...refusal, details: { ...refusal.details, link: await deps.threadLink(threadId) } }
}
