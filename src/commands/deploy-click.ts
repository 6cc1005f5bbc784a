import { mayAsk } from '../domain/members.ts'
import type { Message } from '../domain/message.ts'
import type { Answers } from '../domain/messages.ts'
import { outdatedMessage } from '../views/answers.ts'
import { refusalMessage } from '../views/refusals.ts'
import { parseId } from './button-value.ts'
import type { Click, Interaction } from './door.ts'

/** Tells the person who clicked; in a modal there is no place for it but the card, which shows what is true. */
export async function tell(answers: Answers, click: Click, message: Message): Promise<void> {
  if (click.responseUrl) await answers.ephemeral(click.responseUrl, message)
}

/** A button whose value is `v1:<id>`. */
export function clickOnId(
  actionId: string,
  run: (id: string, click: Click, answers: Answers) => Promise<Message | null>,
): Interaction {
  return {
    actionId,
    async run(click, answers) {
      const id = parseId(click.value)
      const no = mayAsk(click.actor)
      if (no) return tell(answers, click, refusalMessage(no))
      const message = id === null ? outdatedMessage() : await run(id, click, answers)
      if (message) await tell(answers, click, message)
    },
  }
}
