import type { InputValues } from './input-values.ts'
import type { OpenView } from './view-stacks.ts'
import type { World } from './world.ts'

/** A view as the Web API and payloads show it. */
export function wireView({ workspace }: World, view: OpenView, values: InputValues = view.values) {
  return {
    id: view.id,
    team_id: workspace.team.id,
    ...view.definition,
    state: { values },
    hash: view.hash,
    submit_disabled: false,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    app_id: workspace.bot.appId,
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.bot.botId,
  }
}
