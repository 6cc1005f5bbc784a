import { KIND_NAMES } from '../domain/resources/kinds.ts'
import type { KindName } from '../domain/resources/resource-policy.ts'
import { outdatedMessage } from '../views/answers.ts'
import { ACTION } from '../views/ids.ts'
import { resourceFormLoading } from '../views/resource-form.ts'
import { parseId } from './button-value.ts'
import { tell } from './deploy-click.ts'
import type { Interaction } from './door.ts'
import { openResourceForm, type OpenResourceFormDeps } from './open-resource-form.ts'

/** The button of the list, and of cards from before they knew what was wished for: the same form as `/resource create`. */
export function createCreateResourceClick(deps: OpenResourceFormDeps): Interaction {
  return {
    actionId: ACTION.createResource,
    opening: (value) => (kindIn(value) ? resourceFormLoading('create') : null),
    async run(click, answers) {
      const kind = kindIn(click.value)
      if (!kind) return tell(answers, click, outdatedMessage())
      const { actor, triggerId, opened = null } = click
      const wish = { actor, verb: 'create' as const, kind, resourceId: null }
      const message = await openResourceForm(deps, wish, { answers, triggerId, opened })
      if (message) await tell(answers, click, message)
    },
  }
}

function kindIn(value: string): KindName | null {
  const typed = parseId(value)
  return KIND_NAMES.find((name) => name === typed) ?? null
}
