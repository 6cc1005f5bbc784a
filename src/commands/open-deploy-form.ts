import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import type { Message, Modal } from '../domain/message.ts'
import { tooLateMessage } from '../views/answers.ts'
import { commandHelp, usageMessage, type CommandWords } from '../views/help.ts'
import { code } from '../views/mrkdwn.ts'
import { refusalMessage } from '../views/refusals.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import { readDeployWords, splitDeployWords, type DeployArgumentsDeps } from './deploy-arguments.ts'
import { emptyModal } from './deploy-modal-draw.ts'
import type { DeployForm } from './deploy-modal-flow.ts'
import type { SlashCommand } from './door.ts'

export interface OpenDeployFormDeps extends DeployArgumentsDeps {
  form: DeployForm
  now(): number
}

/** A command that opens the modal of a deploy or rollback. */
export function openDeployForm(
  deps: OpenDeployFormDeps,
  { kind, words, tooMuch }: { kind: DeployKind; words: CommandWords; tooMuch: string },
): Pick<SlashCommand, 'opening' | 'run'> {
  /** What is answered in words whoever asks. */
  const inWords = (text: string): Message | null => {
    if (asksForHelp(parseArguments(text)[0])) return commandHelp(words)
    const { rest, environment } = splitDeployWords(deps, text)
    if (rest.length === 0) return null
    const names = deps.deployPolicy.environments.map(({ name }) => name).join(', ')
    const unknown = `No environment is called ${code(rest.at(-1) ?? '', 60)}. There are: ${names}.`
    return usageMessage(words, { text: environment === null ? unknown : tooMuch })
  }
  return {
    opening: (text) => (inWords(text) ? null : waitingModal(kind, deps.now())),
    async run({ actor, text, triggerId, opened }, answers) {
      const answer = inWords(text)
      if (answer) return answer
      const entry = { answers, triggerId, opened: opened ?? null }
      const read = await readDeployWords(deps, { actor, words: splitDeployWords(deps, text) })
      if (!read.ok) {
        const shown = await deps.form.refuse({ kind, refusal: read.refusal }, entry)
        return shown ? null : refusalMessage(read.refusal)
      }
      const result = await deps.form.open({ actor, kind, picked: read.picked }, entry)
      return result === 'opened' ? null : tooLateMessage()
    },
  }
}

/** Opened by the door when Slack is slow to say who asks. */
export function waitingModal(kind: DeployKind, now: number): Modal {
  return emptyModal(kind, { state: 'loading' }, now)
}
