import type { Operation } from '../operations/define-operation.ts'
import type { UnlockedService } from '../operations/unlock-service.ts'
import { outdatedMessage } from '../views/answers.ts'
import { commandHelp, usageMessage, type CommandWords } from '../views/help.ts'
import { ACTION } from '../views/ids.ts'
import { note } from '../views/kit.ts'
import { unlockedWords } from '../views/lock-list.ts'
import { refusalMessage } from '../views/refusals.ts'
import type { Actor } from '../domain/actor.ts'
import type { Message } from '../domain/message.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import { parsePlace } from './button-value.ts'
import { tell } from './deploy-click.ts'
import type { Interaction, SlashCommand } from './door.ts'
import type { LockDeps } from './lock.ts'
import { readPlace, type ServicePlace } from './place-arguments.ts'

export const unlockWords = {
  name: '/unlock',
  summary: 'Let a locked service be deployed again',
  usage: '<service> <environment>',
  examples: ['/unlock checkout prod'],
} as const satisfies CommandWords

export type UnlockDeps = Pick<LockDeps, 'findService' | 'deployPolicy'> & {
  unlockService: Operation<UnlockedService>
}

export function createUnlockCommand(deps: UnlockDeps): SlashCommand {
  return {
    ...unlockWords,
    examples: [...unlockWords.examples],
    async run({ actor, text }) {
      const words = parseArguments(text)
      if (asksForHelp(words[0])) return commandHelp(unlockWords)
      const read = await readPlace(deps, { actor, words: words.map((word) => word.text) })
      if (!read.ok) {
        return read.refusal ? refusalMessage(read.refusal) : usageMessage(unlockWords, { text: read.problem })
      }
      return unlock(deps, actor, read.place)
    },
  }
}

/** On the card of what was locked. */
export function createUnlockClick(deps: UnlockDeps): Interaction {
  return {
    actionId: ACTION.unlockService,
    async run(click, answers) {
      const place = parsePlace(click.value)
      await tell(answers, click, place ? await unlock(deps, click.actor, place) : outdatedMessage())
    },
  }
}

async function unlock({ unlockService }: UnlockDeps, actor: Actor, place: ServicePlace): Promise<Message> {
  const unlocked = await unlockService({ actor, input: place })
  return unlocked.ok ? note(unlockedWords({ ...place, ...unlocked.value })) : refusalMessage(unlocked.refusal)
}
