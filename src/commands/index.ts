import { createAcknowledgeClick } from './acknowledge-alert.ts'
import { alertsWords, createAlertsCommand } from './alerts.ts'
import { coxswainWords, createCoxswainCommand, type CoxswainDeps } from './coxswain.ts'
import type { Interaction, SlashCommand } from './door.ts'
import { createListMoreClick } from './list-more-alerts.ts'
import { createMoreAlertsClick } from './more-alerts.ts'
import { createOwnerCommand, ownerWords } from './owner.ts'
import { createAlertsPageClick } from './turn-alerts-page.ts'
import { createUnacknowledgeClick } from './unacknowledge-alert.ts'

/** What there is to type: help, the manifest check and the command reference are made from it. */
export const commandList = [alertsWords, ownerWords, coxswainWords]

export type CommandDeps = Parameters<typeof createAlertsCommand>[0] &
  Parameters<typeof createOwnerCommand>[0] &
  Parameters<typeof createAcknowledgeClick>[0] &
  Parameters<typeof createUnacknowledgeClick>[0] &
  Pick<CoxswainDeps, 'doctor'>

/** The registry of the Slack door: one line a command, one line an interaction. */
export function createCommands(deps: CommandDeps): { commands: SlashCommand[]; interactions: Interaction[] } {
  return {
    commands: [
      createAlertsCommand(deps),
      createOwnerCommand(deps),
      createCoxswainCommand({ ...deps, commandList }),
    ],
    interactions: [
      createAcknowledgeClick(deps),
      createUnacknowledgeClick(deps),
      createMoreAlertsClick(deps),
      createAlertsPageClick(deps),
      createListMoreClick(deps),
    ],
  }
}
