import { createAcknowledgeClick } from './acknowledge-alert.ts'
import { alertsWords, createAlertsCommand } from './alerts.ts'
import { createApproveBudgetClick } from './approve-budget.ts'
import { approveWords, createApproveCommand } from './approve.ts'
import { createApproveClick } from './approve-deploy.ts'
import { createApproveResourceClick } from './approve-resource.ts'
import { createAskBudgetClick, createAskBudgetSubmission } from './ask-budget.ts'
import { auditWords, createAuditCommand, createMoreAuditClick } from './audit.ts'
import { createBreakGlassClick, createBreakGlassSubmission } from './break-glass.ts'
import { budgetWords, createBudgetCommand } from './budget.ts'
import { createCancelResourceClick } from './cancel-resource.ts'
import { costWords, createCostCommand } from './cost.ts'
import { coxswainWords, createCoxswainCommand, type CoxswainDeps } from './coxswain.ts'
import { createCreateResourceClick } from './create-resource.ts'
import { createCreateAgainClick } from './create-resource-again.ts'
import { createDeleteResourceClick, createDeleteResourceSubmission } from './delete-resource.ts'
import { createDeployCommand, deployWords } from './deploy.ts'
import { createDeployButtons } from './deploy-buttons.ts'
import { createDeployForm } from './deploy-modal-flow.ts'
import { createDeploysCommand, createMoreDeploysClick, deploysWords } from './deploys.ts'
import type { Interaction, SlashCommand, Submission, Suggestion } from './door.ts'
import { createExportCostClick } from './export-cost.ts'
import { createFreezeCommand, createLiftFreezeClick, freezeWords } from './freeze.ts'
import { createListMoreClick } from './list-more-alerts.ts'
import { createListResourcesClick } from './list-resources.ts'
import { createLockCommand, lockWords } from './lock.ts'
import { createModifyResourceClick } from './modify-resource.ts'
import { createMoreAlertsClick } from './more-alerts.ts'
import { createOwnerCommand, ownerWords } from './owner.ts'
import { createDeployPickers, createDeploySuggestions } from './pick-deploy.ts'
import { createResourcePickers, createResourceSuggestions } from './pick-resource.ts'
import { createRejectBudgetClick, createRejectBudgetSubmission } from './reject-budget.ts'
import { createRejectClick, createRejectSubmission } from './reject-deploy.ts'
import { createRejectResourceClick, createRejectResourceSubmission } from './reject-resource.ts'
import { createResourceCommand, resourceWords } from './resource.ts'
import { createResourceForm } from './resource-form-flow.ts'
import { createRetryResourceClick } from './retry-resource.ts'
import { createRollbackCommand, rollbackWords } from './rollback.ts'
import { createSetBudgetClick, createSetBudgetSubmission } from './set-budget.ts'
import { createShowCostClicks } from './show-cost.ts'
import { createShowResourceClick } from './show-resource.ts'
import { createResourcePlanClick } from './show-resource-plan.ts'
import { createDeploySubmissions } from './submit-deploy.ts'
import { createResourceSubmissions } from './submit-resource.ts'
import { createAlertsPageClick } from './turn-alerts-page.ts'
import { createUnacknowledgeClick } from './unacknowledge-alert.ts'
import { createUnlockClick, createUnlockCommand, unlockWords } from './unlock.ts'
import { createWithdrawBudgetClick } from './withdraw-budget.ts'

/** What there is to type: help, the manifest check and the command reference are made from it. */
export const commandList = [
  deployWords,
  approveWords,
  rollbackWords,
  deploysWords,
  lockWords,
  unlockWords,
  freezeWords,
  resourceWords,
  costWords,
  budgetWords,
  alertsWords,
  ownerWords,
  auditWords,
  coxswainWords,
]

type DepsOf<Create extends (deps: never) => unknown> = Parameters<Create>[0]

/** The forms are made here: what people do in their modals comes from several doors. */
type WithoutForm<Deps> = Omit<Deps, 'form' | 'resourceFormFlow'>

export type CommandDeps = DepsOf<typeof createAlertsCommand> &
  DepsOf<typeof createOwnerCommand> &
  DepsOf<typeof createAcknowledgeClick> &
  DepsOf<typeof createUnacknowledgeClick> &
  DepsOf<typeof createDeployForm> &
  WithoutForm<DepsOf<typeof createDeployCommand>> &
  WithoutForm<DepsOf<typeof createDeploySubmissions>> &
  WithoutForm<DepsOf<typeof createDeployButtons>> &
  DepsOf<typeof createApproveCommand> &
  DepsOf<typeof createApproveClick> &
  DepsOf<typeof createRejectClick> &
  DepsOf<typeof createBreakGlassClick> &
  DepsOf<typeof createDeploysCommand> &
  DepsOf<typeof createLockCommand> &
  DepsOf<typeof createUnlockCommand> &
  DepsOf<typeof createFreezeCommand> &
  DepsOf<typeof createLiftFreezeClick> &
  DepsOf<typeof createAuditCommand> &
  DepsOf<typeof createResourceForm> &
  WithoutForm<DepsOf<typeof createResourceCommand>> &
  WithoutForm<DepsOf<typeof createCreateAgainClick>> &
  WithoutForm<DepsOf<typeof createResourceSubmissions>> &
  DepsOf<typeof createDeleteResourceClick> &
  DepsOf<typeof createApproveResourceClick> &
  DepsOf<typeof createRejectResourceClick> &
  DepsOf<typeof createCancelResourceClick> &
  DepsOf<typeof createRetryResourceClick> &
  DepsOf<typeof createResourcePlanClick> &
  DepsOf<typeof createCostCommand> &
  DepsOf<typeof createExportCostClick> &
  DepsOf<typeof createBudgetCommand> &
  DepsOf<typeof createAskBudgetSubmission> &
  DepsOf<typeof createSetBudgetSubmission> &
  DepsOf<typeof createApproveBudgetClick> &
  DepsOf<typeof createRejectBudgetClick> &
  DepsOf<typeof createWithdrawBudgetClick> &
  Pick<CoxswainDeps, 'doctor'>

export interface Commands {
  commands: SlashCommand[]
  interactions: Interaction[]
  submissions: Submission[]
  suggestions: Suggestion[]
}

/** The registry of the Slack door: one line a command, an interaction, a modal that is handed in, a picker. */
export function createCommands(given: CommandDeps): Commands {
  const deps = { ...given, form: createDeployForm(given), resourceFormFlow: createResourceForm(given) }
  return {
    commands: [
      createDeployCommand(deps),
      createApproveCommand(deps),
      createRollbackCommand(deps),
      createDeploysCommand(deps),
      createLockCommand(deps),
      createUnlockCommand(deps),
      createFreezeCommand(deps),
      createResourceCommand(deps),
      createCostCommand(deps),
      createBudgetCommand(deps),
      createAlertsCommand(deps),
      createOwnerCommand(deps),
      createAuditCommand(deps),
      createCoxswainCommand({ ...deps, commandList }),
    ],
    interactions: [
      createAcknowledgeClick(deps),
      createUnacknowledgeClick(deps),
      createMoreAlertsClick(deps),
      createAlertsPageClick(deps),
      createListMoreClick(deps),
      ...createDeployPickers(deps),
      ...createDeployButtons(deps),
      createApproveClick(deps),
      createRejectClick(deps),
      createBreakGlassClick(deps),
      createUnlockClick(deps),
      createLiftFreezeClick(deps),
      createMoreDeploysClick(deps),
      createMoreAuditClick(deps),
      createCreateResourceClick(deps),
      createCreateAgainClick(deps),
      createModifyResourceClick(deps),
      createDeleteResourceClick(deps),
      ...createResourcePickers(deps),
      createListResourcesClick(deps),
      createShowResourceClick(deps),
      createResourcePlanClick(deps),
      createApproveResourceClick(deps),
      createRejectResourceClick(deps),
      createCancelResourceClick(deps),
      createRetryResourceClick(deps),
      ...createShowCostClicks(deps),
      createExportCostClick(deps),
      createAskBudgetClick(deps),
      createSetBudgetClick(deps),
      createApproveBudgetClick(deps),
      createRejectBudgetClick(deps),
      createWithdrawBudgetClick(deps),
    ],
    submissions: [
      ...createDeploySubmissions(deps),
      createRejectSubmission(deps),
      createBreakGlassSubmission(deps),
      ...createResourceSubmissions(deps),
      createDeleteResourceSubmission(deps),
      createRejectResourceSubmission(deps),
      createAskBudgetSubmission(deps),
      createSetBudgetSubmission(deps),
      createRejectBudgetSubmission(deps),
    ],
    suggestions: [...createDeploySuggestions(deps), ...createResourceSuggestions(deps)],
  }
}
