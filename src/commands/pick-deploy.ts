import { ACTION } from '../views/ids.ts'
import { readPicked, redrawDeployModal, type DeployModalDeps } from './deploy-modal-flow.ts'
import { readModalState } from './deploy-modal-state.ts'
import type { Interaction, Suggestion, SuggestedOption } from './door.ts'
import { withLastGood } from './rollback-modal.ts'
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
export function createDeployPickers(deps: DeployModalDeps): Interaction[] {
  return PICKERS.map((actionId) => ({
    actionId,
    async run({ actor, view }, answers) {
      const state = view && readModalState(view)
      if (!view || !state) return
      const now = await readPicked(deps, { actor, view, before: state.picked })
      const picked = state.kind === 'rollback' ? await withLastGood(deps, { actor, picked: now }) : now
      await redrawDeployModal(deps, { actor, kind: state.kind, picked }, { answers, viewId: view.id })
    },
  }))
}

/** Fills the searchable pickers. */
export function createDeploySuggestions({ pickDeploy }: Pick<DeployModalDeps, 'pickDeploy'>): Suggestion[] {
  return [
    {
      actionId: ACTION.pickProject,
      async run({ actor, typed }) {
        const { mine, recent, others } = await pickDeploy.projects({ actor, typed })
        return [
          { label: "My team's projects", options: mine.map(toOption) },
          { label: 'Recently deployed by me', options: recent.map(toOption) },
          { label: 'All others', options: others.map(toOption) },
        ]
      },
    },
    {
      actionId: ACTION.pickService,
      async run({ typed, view }) {
        const project = view && readModalState(view)?.picked.project
        if (!project) return []
        const options = await pickDeploy.services({ project, typed })
        return [{ label: 'Services', options: options.map(toOption) }]
      },
    },
    {
      actionId: ACTION.pickVersion,
      async run({ typed, view }) {
        const { project, service } = (view && readModalState(view)?.picked) ?? {}
        if (!project || !service) return []
        const options = await pickDeploy.versions({ project, service, typed })
        return [{ label: 'Builds, newest first', options: options.map(toOption) }]
      },
    },
  ]
}

function toOption({ value, text, note }: Choice): SuggestedOption {
  return note === null ? { value, text } : { value, text, description: note }
}
