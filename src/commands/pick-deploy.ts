import { ACTION } from '../views/ids.ts'
import { readPicked, type DeployModalDeps } from './deploy-modal-draw.ts'
import type { DeployForm } from './deploy-modal-flow.ts'
import { readModalState } from './deploy-modal-state.ts'
import type { Interaction, SuggestedGroup, SuggestedOption, Suggestion } from './door.ts'
import type { ProjectChoices } from '../queries/pick-deploy.ts'
import type { Choice } from '../queries/pick-deploy-choices.ts'

const PICKERS = [
  ACTION.pickProject,
  ACTION.pickService,
  ACTION.pickEnvironment,
  ACTION.pickVersion,
  ACTION.pickRegions,
  ACTION.pickPrevious,
]

/** Each choice in the deploy or rollback modal draws it anew, with the plan once everything is chosen. */
export function createDeployPickers(
  deps: Pick<DeployModalDeps, 'deployPolicy' | 'now'> & { form: DeployForm },
): Interaction[] {
  return PICKERS.map((actionId) => ({
    actionId,
    async run({ actor, view }, answers) {
      const state = view && readModalState(view)
      if (!view || !state) return
      const before = state.picked
      const picked = readPicked(deps, { view, before })
      await deps.form.redraw({ actor, kind: state.kind, picked }, { answers, viewId: view.id, before })
    },
  }))
}

/** Fills the searchable pickers. */
export function createDeploySuggestions({ pickDeploy }: Pick<DeployModalDeps, 'pickDeploy'>): Suggestion[] {
  return [
    {
      actionId: ACTION.pickProject,
      async run({ actor, typed }) {
        return projectGroups(await pickDeploy.projects({ actor, typed }))
      },
    },
    {
      actionId: ACTION.pickService,
      async run({ actor, typed, view }) {
        const project = view && readModalState(view)?.picked.project
        if (!project) return []
        const options = await pickDeploy.services({ actor, project, typed })
        return [{ label: 'Services', options: options.map(toOption) }]
      },
    },
    {
      actionId: ACTION.pickVersion,
      async run({ actor, typed, view }) {
        const { project, service } = (view && readModalState(view)?.picked) ?? {}
        if (!project || !service) return []
        const options = await pickDeploy.versions({ actor, project, service, typed })
        return [{ label: 'Builds, newest first', options: options.map(toOption) }]
      },
    },
  ]
}

/** Projects as a picker shows them. */
export function projectGroups({ mine, recent, others }: ProjectChoices): SuggestedGroup[] {
  return [
    { label: "My team's projects", options: mine.map(toOption) },
    { label: 'Recently deployed by me', options: recent.map(toOption) },
    { label: 'All others', options: others.map(toOption) },
  ]
}

function toOption({ value, text, note }: Choice): SuggestedOption {
  return note === null ? { value, text } : { value, text, description: note }
}
