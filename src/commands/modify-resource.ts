import { KIND_NAMES } from '../domain/resources/kinds.ts'
import { outdatedMessage } from '../views/answers.ts'
import { ACTION } from '../views/ids.ts'
import { resourceFormLoading } from '../views/resource-form.ts'
import { parseId } from './button-value.ts'
import { tell } from './deploy-click.ts'
import type { Interaction } from './door.ts'
import { openResourceForm, type OpenResourceFormDeps } from './open-resource-form.ts'

/** The resource has its own, which counts once it is read. */
const ANY_KIND = KIND_NAMES[0]!

/** Opens the form with what the resource has now. */
export function createModifyResourceClick(deps: OpenResourceFormDeps): Interaction {
  return {
    actionId: ACTION.modifyResource,
    opening: (value) => (parseId(value) === null ? null : resourceFormLoading('modify')),
    async run(click, answers) {
      const resourceId = parseId(click.value)
      if (resourceId === null) return tell(answers, click, outdatedMessage())
      const { actor, triggerId, opened = null } = click
      const wish = { actor, verb: 'modify' as const, kind: ANY_KIND, resourceId }
      const message = await openResourceForm(deps, wish, { answers, triggerId, opened })
      if (message) await tell(answers, click, message)
    },
  }
}
