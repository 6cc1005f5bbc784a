import type { WishOfChange } from '../queries/wish-of-change.ts'
import { outdatedMessage } from '../views/answers.ts'
import { ACTION } from '../views/ids.ts'
import { refusalMessage } from '../views/refusals.ts'
import { resourceFormLoading } from '../views/resource-form.ts'
import { parseId } from './button-value.ts'
import { tell } from './deploy-click.ts'
import type { Interaction } from './door.ts'
import { openResourceForm, type OpenResourceFormDeps } from './open-resource-form.ts'

/** The button of the card of what came to nothing: the form with what was wished for there. */
export function createCreateAgainClick(
  deps: OpenResourceFormDeps & { wishOfChange: WishOfChange },
): Interaction {
  return {
    actionId: ACTION.createResourceAgain,
    opening: (value) => (parseId(value) === null ? null : resourceFormLoading('create')),
    async run(click, answers) {
      const changeId = parseId(click.value)
      if (changeId === null) return tell(answers, click, outdatedMessage())
      const { actor, triggerId, opened = null } = click
      const entry = { answers, triggerId, opened }
      const former = await deps.wishOfChange({ actor, input: { changeId } })
      if (!former.ok) {
        const { refusal } = former
        const isShown = await deps.resourceFormFlow.refuse({ verb: 'create', refusal }, entry)
        return isShown ? undefined : tell(answers, click, refusalMessage(refusal))
      }
      const { kind, ...chosen } = former.value
      const wish = { actor, verb: 'create' as const, kind, resourceId: null, chosen }
      const message = await openResourceForm(deps, wish, entry)
      if (message) await tell(answers, click, message)
    },
  }
}
