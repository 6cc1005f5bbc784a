import type { Actor } from '../domain/actor.ts'
import type { Message } from '../domain/message.ts'
import type { FindService } from '../queries/find-service.ts'
import type { DeployScope, ListDeploys } from '../queries/list-deploys.ts'
import { deployList } from '../views/deploy-list.ts'
import { outdatedMessage } from '../views/answers.ts'
import { commandHelp, usageMessage, type CommandWords } from '../views/help.ts'
import { ACTION } from '../views/ids.ts'
import { refusalMessage } from '../views/refusals.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import { parseDeployPart } from './button-value.ts'
import { tell } from './deploy-click.ts'
import type { Interaction, SlashCommand } from './door.ts'

export const deploysWords = {
  name: '/deploys',
  summary: 'Show deploys: under way and recent, mine, all, of a project or of a service',
  usage: '[mine|all|<project>|<project>/<service>]',
  examples: ['/deploys', '/deploys all', '/deploys payments', '/deploys payments/checkout'],
} as const satisfies CommandWords

export interface DeploysDeps {
  listDeploys: ListDeploys
  findService: FindService
  now(): number
}

export function createDeploysCommand(deps: DeploysDeps): SlashCommand {
  return {
    ...deploysWords,
    examples: [...deploysWords.examples],
    async run({ actor, text }) {
      const words = parseArguments(text)
      if (asksForHelp(words[0])) return commandHelp(deploysWords)
      const [first, ...rest] = words.map((word) => word.text)
      if (rest.length > 0) return usageMessage(deploysWords, { text: 'One word at a time, please.' })
      return listMessage(deps, actor, { scope: scopeOf(first), from: 0 })
    },
  }
}

/** The next part, below the first. */
export function createMoreDeploysClick(deps: DeploysDeps): Interaction {
  return {
    actionId: ACTION.moreDeploys,
    async run(click, answers) {
      const part = parseDeployPart(click.value)
      const message = part ? await listMessage(deps, click.actor, part) : outdatedMessage()
      await tell(answers, click, message)
    },
  }
}

async function listMessage(
  deps: DeploysDeps,
  actor: Actor,
  input: { scope: DeployScope; from: number },
): Promise<Message> {
  const listed = await deps.listDeploys({ actor, input })
  if (listed.ok) return deployList({ ...listed.value, from: input.from }, deps.now())
  // `/deploys checkout` means the service when no project is called so.
  const { scope } = input
  if (listed.refusal.reason !== 'project-unknown' || scope.kind !== 'project' || scope.service) {
    return refusalMessage(listed.refusal)
  }
  const found = await deps.findService({ actor, input: { typed: scope.project } })
  if (!found.ok) return refusalMessage(listed.refusal)
  return listMessage(deps, actor, { scope: { kind: 'project', ...found.value }, from: input.from })
}

function scopeOf(word: string | undefined): DeployScope {
  if (word === undefined || ['mine', 'my', 'me'].includes(word.toLowerCase())) return { kind: 'mine' }
  if (word.toLowerCase() === 'all') return { kind: 'all' }
  const [project = '', service] = word.split('/')
  return service ? { kind: 'project', project, service } : { kind: 'project', project }
}
