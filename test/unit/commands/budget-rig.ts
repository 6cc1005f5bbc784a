import { createApproveBudgetClick } from '../../../src/commands/approve-budget.ts'
import { createAskBudgetClick, createAskBudgetSubmission } from '../../../src/commands/ask-budget.ts'
import { createBudgetCommand } from '../../../src/commands/budget.ts'
import type { Click } from '../../../src/commands/door.ts'
import { createRejectBudgetClick, createRejectBudgetSubmission } from '../../../src/commands/reject-budget.ts'
import { createSetBudgetClick, createSetBudgetSubmission } from '../../../src/commands/set-budget.ts'
import { createWithdrawBudgetClick } from '../../../src/commands/withdraw-budget.ts'
import type { Actor } from '../../../src/domain/actor.ts'
import type { Message, Modal } from '../../../src/domain/message.ts'
import type { Answers } from '../../../src/domain/messages.ts'
import { createSettledApproval } from '../../../src/queries/settled-approval.ts'
import { createWaitingApprovals } from '../../../src/queries/waiting-approvals.ts'
import { withoutNumber } from '../../../src/views/ids.ts'
import { openRig, type Rig } from '../operations/budgets/rig.ts'
import { bob } from '../operations/deploys/rig.ts'
import { queriesOf } from '../queries/budgets/given.ts'
import { deps as given } from '../queries/resources/given-resources.ts'
import { stateOf, type Held } from './view-state.ts'

export type SlackRig = Awaited<ReturnType<typeof openSlackRig>>

/** The `/budget` doors over real queries, operations and store; what Slack is told stands in `told` and `modal`. */
export async function openSlackRig() {
  const rig = await openRig()
  const told: Message[] = []
  const replaced: Message[] = []
  const shown: Modal[] = []
  const slack = { openError: null as string | null, isListGone: false }
  const answers: Answers = {
    ephemeral: async (_url, message) => void told.push(message),
    replace: async (_url, message) => {
      if (slack.isListGone) return false
      replaced.push(message)
      return true
    },
    openModal: async (_trigger, view) => {
      if (slack.openError !== null) return { error: slack.openError }
      shown.push(view)
      return { viewId: 'V1', hash: 'h' }
    },
    updateModal: async () => ({ ok: true }),
  }
  const { command, interactions, submissions } = doorsOf(rig)
  const modal = () => {
    const last = shown.at(-1)
    if (!last) throw new Error('no modal was shown')
    return last
  }
  const clicked = (over: Partial<Click>): Click => ({
    actor: bob,
    actionId: '',
    value: '',
    triggerId: 't',
    responseUrl: 'https://hooks.slack.test/r',
    channelId: 'C0PAY',
    messageTs: null,
    isEphemeral: false,
    view: null,
    ...over,
  })
  const press = async (over: Pick<Click, 'actionId' | 'value' | 'actor'> & Partial<Click>) => {
    const found = interactions.find((one) => one.actionId === withoutNumber(over.actionId))
    if (!found) throw new Error(`nothing handles ${over.actionId}`)
    await found.run(clicked(over), answers)
  }
  return {
    ...rig,
    told,
    replaced,
    shown,
    slack,
    modal,
    type: (text: string, actor: Actor = bob) =>
      command.run({ actor, text, channelId: 'C0PAY', triggerId: 't' }, answers),
    press: (actionId: string, value: string, actor: Actor = bob) => press({ actionId, value, actor }),
    /** In what only this person sees. */
    pressInList: (actionId: string, value: string, actor: Actor) =>
      press({ actionId, value, actor, isEphemeral: true }),
    /** `id`: Slack's, of the open form. */
    submit: async (held: Held, actor: Actor = bob, id = 'V1') => {
      const view = { ...stateOf(modal(), held), id }
      const submission = submissions.find(({ callbackId }) => callbackId === view.callbackId)
      if (!submission) throw new Error(`nothing takes ${view.callbackId}`)
      return submission.run({ actor, view, triggerId: 't' }, answers)
    },
  }
}

function doorsOf(rig: Rig) {
  const { list, form, ofApproval } = queriesOf(rig)
  const deps = {
    costPolicy: rig.deps.costPolicy,
    listBudgets: list,
    budgetForm: form,
    budgetOfApproval: ofApproval,
    requestBudget: rig.request,
    setBudget: rig.set,
    removeBudget: rig.remove,
    approveBudget: rig.approve,
    rejectBudget: rig.reject,
    withdrawBudget: rig.withdraw,
    waitingApprovals: createWaitingApprovals({ ...given, ...rig.deps }),
    settledApproval: createSettledApproval({ ...given, ...rig.deps }),
    now: rig.deps.now,
  }
  return {
    command: createBudgetCommand(deps),
    interactions: [
      createAskBudgetClick(deps),
      createSetBudgetClick(deps),
      createApproveBudgetClick(deps),
      createRejectBudgetClick(deps),
      createWithdrawBudgetClick(deps),
    ],
    submissions: [
      createAskBudgetSubmission(deps),
      createSetBudgetSubmission(deps),
      createRejectBudgetSubmission(deps),
    ],
  }
}
