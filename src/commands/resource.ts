import { commandHelp, usageMessage, type CommandWords } from '../views/help.ts'
import { resourceFormLoading } from '../views/resource-form.ts'
import type { SlashCommand } from './door.ts'
import { resourcesMessage, type ListResourcesDeps } from './list-resources.ts'
import { openResourceForm, type OpenResourceFormDeps } from './open-resource-form.ts'
import { nearestVerb, readResourceWords } from './resource-arguments.ts'
import { foundMessage, namedMessage, type ShowResourceDeps } from './show-resource.ts'

export const resourceWords = {
  name: '/resource',
  summary: 'Create a Redis or Valkey; list, find, show, resize and delete what there is',
  usage: '[create|list [mine|team|all]|find <name|endpoint|arn>|<name>]',
  examples: ['/resource', '/resource create', '/resource list all', '/resource payments-prod-sessions'],
} as const satisfies CommandWords

export type ResourceCommandDeps = OpenResourceFormDeps & ListResourcesDeps & ShowResourceDeps

export function createResourceCommand(deps: ResourceCommandDeps): SlashCommand {
  return {
    ...resourceWords,
    examples: [...resourceWords.examples],
    opening: (text) => (readResourceWords(text).wants === 'form' ? resourceFormLoading('create') : null),
    async run({ actor, text, triggerId, opened = null }, answers) {
      const wish = readResourceWords(text)
      switch (wish.wants) {
        case 'help':
          return commandHelp(resourceWords)
        case 'usage':
          return usageMessage(resourceWords, wish.problem)
        case 'form': {
          const { kind } = wish
          const form = { actor, verb: 'create' as const, kind, resourceId: null }
          return openResourceForm(deps, form, { answers, triggerId, opened })
        }
        case 'list':
          return resourcesMessage(deps, actor, { scope: wish.scope })
        case 'find':
          return foundMessage(deps, actor, wish.text)
        case 'detail': {
          const mistyped = { words: resourceWords, nearest: nearestVerb(wish.text) }
          return namedMessage(deps, { actor, text: wish.text }, mistyped)
        }
      }
    },
  }
}
