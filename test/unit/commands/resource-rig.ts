import type {
  Click,
  Interaction,
  OpenedModal,
  SlashCommand,
  Submission,
  ViewState,
} from '../../../src/commands/door.ts'
import { createApproveResourceClick } from '../../../src/commands/approve-resource.ts'
import { createCancelResourceClick } from '../../../src/commands/cancel-resource.ts'
import { createCreateResourceClick } from '../../../src/commands/create-resource.ts'
import { createCreateAgainClick } from '../../../src/commands/create-resource-again.ts'
import {
  createDeleteResourceClick,
  createDeleteResourceSubmission,
} from '../../../src/commands/delete-resource.ts'
import { createListResourcesClick } from '../../../src/commands/list-resources.ts'
import { createModifyResourceClick } from '../../../src/commands/modify-resource.ts'
import { createResourcePickers } from '../../../src/commands/pick-resource.ts'
import {
  createRejectResourceClick,
  createRejectResourceSubmission,
} from '../../../src/commands/reject-resource.ts'
import { createResourceCommand } from '../../../src/commands/resource.ts'
import { createResourceForm } from '../../../src/commands/resource-form-flow.ts'
import { createRetryResourceClick } from '../../../src/commands/retry-resource.ts'
import { createResourcePlanClick } from '../../../src/commands/show-resource-plan.ts'
import { createShowResourceClick } from '../../../src/commands/show-resource.ts'
import { createResourceSubmissions } from '../../../src/commands/submit-resource.ts'
import type { Actor } from '../../../src/domain/actor.ts'
import type { Message, Modal } from '../../../src/domain/message.ts'
import type { Answers } from '../../../src/domain/messages.ts'
import { createChangeOfApproval } from '../../../src/queries/change-of-approval.ts'
import { createChangeViewQuery } from '../../../src/queries/change-view.ts'
import { createFindResources } from '../../../src/queries/find-resources.ts'
import { createListResources } from '../../../src/queries/list-resources.ts'
import { createResourceDeletion } from '../../../src/queries/resource-deletion.ts'
import { createResourceDetail } from '../../../src/queries/resource-detail.ts'
import { createResourceFormQuery } from '../../../src/queries/resource-form.ts'
import { createSettledApproval } from '../../../src/queries/settled-approval.ts'
import { createWaitingApprovals } from '../../../src/queries/waiting-approvals.ts'
import { createWishOfChange } from '../../../src/queries/wish-of-change.ts'
import { withoutNumber } from '../../../src/views/ids.ts'
import { openRig, type Rig } from '../operations/resources/rig.ts'
import { deps as given } from '../queries/resources/given-resources.ts'
import { stateOf, type Held } from './view-state.ts'

export const bob: Actor = { kind: 'person', userId: 'U0BOB', membership: 'member', isAdmin: false }
export const dana: Actor = { ...bob, userId: 'U0DANA' }
export const outsider: Actor = { ...bob, userId: 'U0EVE' }
export const guest: Actor = { ...bob, membership: 'guest' }

export type SlackRig = Awaited<ReturnType<typeof openSlackRig>>

/** The `/resource` doors over real queries, operations and store; what Slack is told stands in `told` and `modal`. */
export async function openSlackRig() {
  const rig = await openRig()
  const told: Message[] = []
  const replaced: Message[] = []
  const shown: Modal[] = []
  const answers: Answers = {
    ephemeral: async (_url, message) => void told.push(message),
    replace: async (_url, message) => {
      replaced.push(message)
      return true
    },
    openModal: async (_trigger, view) => {
      shown.push(view)
      return { viewId: 'V1', hash: 'h' }
    },
    updateModal: async (_viewId, _hash, view) => {
      shown.push(view)
      return { ok: true }
    },
  }
  const doors = doorsOf(rig)
  const modal = () => {
    const last = shown.at(-1)
    if (!last) throw new Error('no modal was shown')
    return last
  }
  const of = <One extends { actionId: string }>(all: One[], actionId: string) => {
    const found = all.find((one) => one.actionId === withoutNumber(actionId))
    if (!found) throw new Error(`nothing handles ${actionId}`)
    return found
  }
  const click = (over: Partial<Click>): Click => ({
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
  return {
    ...rig,
    told,
    replaced,
    shown,
    modal,
    answers,
    /** `opened`: the modal that the door opened. */
    type: async (text: string, actor: Actor = bob, opened: OpenedModal | null = null) =>
      doors.command.run({ actor, text, channelId: 'C0PAY', triggerId: 't', opened }, answers),
    press: (actionId: string, value: string, actor: Actor = bob) =>
      of(doors.interactions, actionId).run(click({ actionId, value: `v1:${value}`, actor }), answers),
    /** After the door opened a modal, as it does when Slack is slow. */
    pressOpened: (actionId: string, value: string) => {
      const opened = { viewId: 'V1', hash: 'h' }
      return of(doors.interactions, actionId).run(click({ actionId, value: `v1:${value}`, opened }), answers)
    },
    /** Chooses or types in the modal as it is shown. */
    choose: (actionId: string, held: Held) => {
      const view = stateOf(modal(), held)
      return of(doors.interactions, actionId).run(click({ view, responseUrl: null }), answers)
    },
    submit: async (held: Held = {}, actor: Actor = bob) => {
      const view: ViewState = stateOf(modal(), held)
      const submission = doors.submissions.find(({ callbackId }) => callbackId === view.callbackId)
      if (!submission) throw new Error(`nothing takes ${view.callbackId}`)
      const answer = await submission.run({ actor, view, triggerId: 't' }, answers)
      if (answer.answer === 'update') shown.push(answer.view)
      return answer
    },
  }
}

function doorsOf(rig: Rig): {
  command: SlashCommand
  interactions: Interaction[]
  submissions: Submission[]
} {
  const shared = { ...rig.deps, clouds: { of: () => null } }
  const deps = {
    ...shared,
    listResources: createListResources(shared),
    findResources: createFindResources(shared),
    resourceDetail: createResourceDetail(shared),
    resourceDeletion: createResourceDeletion(shared),
    resourceFormFlow: createResourceForm({ resourceForm: createResourceFormQuery(shared) }),
    requestResource: rig.request,
    modifyResource: rig.modify,
    deleteResource: rig.delete,
    approveResource: rig.approve,
    rejectResource: rig.reject,
    cancelResource: rig.cancel,
    retryResource: rig.retry,
    changeOfApproval: createChangeOfApproval(shared),
    changeView: createChangeViewQuery(shared),
    wishOfChange: createWishOfChange(shared),
    waitingApprovals: createWaitingApprovals({ ...given, ...shared }),
    settledApproval: createSettledApproval({ ...given, ...shared }),
  }
  return {
    command: createResourceCommand(deps),
    interactions: [
      createCreateResourceClick(deps),
      createCreateAgainClick(deps),
      createModifyResourceClick(deps),
      createDeleteResourceClick(deps),
      createListResourcesClick(deps),
      createShowResourceClick(deps),
      ...createResourcePickers(deps),
      createApproveResourceClick(deps),
      createRejectResourceClick(deps),
      createCancelResourceClick(deps),
      createRetryResourceClick(deps),
      createResourcePlanClick(deps),
    ],
    submissions: [
      createRejectResourceSubmission(deps),
      ...createResourceSubmissions(deps),
      createDeleteResourceSubmission(deps),
    ],
  }
}
