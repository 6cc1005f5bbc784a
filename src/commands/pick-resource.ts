import type { PickDeploy } from '../queries/pick-deploy.ts'
import { ACTION } from '../views/ids.ts'
import type { Interaction, Suggestion } from './door.ts'
import { projectGroups } from './pick-deploy.ts'
import type { ResourceFormFlow } from './resource-form-flow.ts'
import { chosenNow, readFormState } from './resource-modal-state.ts'

const PICKERS = [ACTION.pickResourceProject, ACTION.pickResourceEnvironment, ACTION.pickResourceField]

/** Each choice in the form, and each letter of the name, draws it anew: with price and policy once all is chosen. */
export function createResourcePickers({
  resourceFormFlow,
}: {
  resourceFormFlow: ResourceFormFlow
}): Interaction[] {
  return PICKERS.map((actionId) => ({
    actionId,
    async run({ actor, view }, answers) {
      const before = view && readFormState(view)
      if (!view || !before) return
      const chosen = chosenNow(view, before)
      await resourceFormFlow.redraw({ actor, chosen }, { answers, viewId: view.id, before })
    },
  }))
}

/** Every project of the catalogue, those of my teams first. */
export function createResourceSuggestions({
  pickDeploy,
}: {
  pickDeploy: Pick<PickDeploy, 'projects'>
}): Suggestion[] {
  return [
    {
      actionId: ACTION.pickResourceProject,
      run: async ({ actor, typed }) => projectGroups(await pickDeploy.projects({ actor, typed })),
    },
  ]
}
