import type { Modal } from '../domain/message.ts'
import { brokenMessage } from './answers.ts'
import { modal, section } from './kit.ts'
import { plain } from './mrkdwn.ts'

/** The modal that was handed in, of which these keep title and callback id. */
export interface HandedIn {
  title: string
  callbackId: string
}

/** While it takes longer than Slack waits. */
export function workingModal(of: HandedIn): Modal {
  return words(of, '⏳ Working on it… You may close this: it goes on.')
}

export function doneModal(of: HandedIn): Modal {
  return words(of, '✅ Done.')
}

/** Nothing was done for these reasons, which came too late, or belong to no field, to stand beside the fields. */
export function problemsModal(of: HandedIn, problems: string[]): Modal {
  const listed = problems.map((problem) => `• ${plain(problem, 500)}`)
  return words(of, ['🚫 Nothing was done. Open the form again and correct this:', ...listed].join('\n'))
}

/** For modals that this version of the bot does not know. */
export function outdatedModal(of: HandedIn): Modal {
  return words(
    of,
    'This form belongs to an older version, and nothing was done. Close it and type the command again.',
  )
}

/** Slack delivered the same submission twice. */
export function repeatModal(of: HandedIn): Modal {
  return words(of, 'This was handed in already. The card shows what became of it.')
}

/** `correlationId` is in the log. */
export function brokenModal(of: HandedIn, correlationId: string): Modal {
  return words(of, brokenMessage(correlationId).text)
}

function words({ title, callbackId }: HandedIn, text: string): Modal {
  return modal({ title, callbackId, privateMetadata: '', blocks: [section(text)] })
}
