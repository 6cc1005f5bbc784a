import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { ManualFreeze } from '../domain/deploys/manual-freeze.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { ListLocks } from '../queries/list-locks.ts'
import { commandHelp, usageMessage, type CommandWords } from '../views/help.ts'
import { ACTION } from '../views/ids.ts'
import { note } from '../views/kit.ts'
import { frozenWords, lockList, thawedWords } from '../views/lock-list.ts'
import { refusalMessage } from '../views/refusals.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import { clickOnId } from './deploy-click.ts'
import type { Interaction, SlashCommand } from './door.ts'
import { withoutDuration } from './place-arguments.ts'

export const freezeWords = {
  name: '/freeze',
  summary: 'Show freezes, or stop the deploys of an environment (of one project, or of all)',
  usage: '[<environment> [<project>] [<duration>] <reason>]',
  examples: ['/freeze', '/freeze prod 4h incident 2041', '/freeze prod payments 2d settlement week'],
} as const satisfies CommandWords

export interface FreezeDeps {
  listLocks: ListLocks
  freezeDeploys: Operation<ManualFreeze>
  catalogue: { projects: readonly { namespace: string }[] }
  deployPolicy: Pick<DeployPolicy, 'environments'>
  now(): number
}

export function createFreezeCommand(deps: FreezeDeps): SlashCommand {
  return {
    ...freezeWords,
    examples: [...freezeWords.examples],
    async run({ actor, text }) {
      const words = parseArguments(text)
      if (asksForHelp(words[0])) return commandHelp(freezeWords)
      if (words.length === 0) {
        const listed = await deps.listLocks({ actor })
        return listed.ok ? lockList(listed.value) : refusalMessage(listed.refusal)
      }
      const [first = '', ...others] = words.map((word) => word.text)
      const names = deps.deployPolicy.environments.map(({ name }) => name)
      const environment = first.toLowerCase()
      if (!names.includes(environment)) {
        return usageMessage(freezeWords, {
          text: `Which environment? There are: ${names.join(', ') || 'none'}.`,
        })
      }
      const { forMs, reason, project } = readRest(deps, others)
      if (reason === '') return usageMessage(freezeWords, { text: 'Why? Whoever meets the freeze reads it.' })
      const frozen = await deps.freezeDeploys({ actor, input: { project, environment, reason, forMs } })
      return frozen.ok ? note(frozenWords(frozen.value)) : refusalMessage(frozen.refusal)
    },
  }
}

export function createLiftFreezeClick(deps: { liftFreeze: Operation<ManualFreeze> }): Interaction {
  return clickOnId(ACTION.liftFreeze, async (freezeId, click) => {
    const lifted = await deps.liftFreeze({ actor: click.actor, input: { freezeId } })
    return lifted.ok ? note(thawedWords(lifted.value)) : refusalMessage(lifted.refusal)
  })
}

function readRest({ catalogue }: FreezeDeps, words: readonly string[]) {
  const [first] = words
  const isProject = catalogue.projects.some(({ namespace }) => namespace === first)
  const { forMs, rest } = withoutDuration(isProject ? words.slice(1) : words)
  return { project: isProject ? (first ?? null) : null, forMs, reason: rest.join(' ') }
}
