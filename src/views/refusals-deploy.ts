import { at, behind, named, said, until, who, type RefusalWords } from './refusal-details.ts'

/** Refusals of people: rights, approvals, the glass. */
export const RIGHT_REFUSALS: RefusalWords = {
  'may-not-deploy': (d) =>
    `You may not deploy${place(d)}. Policy lets its deployers do it: ask somebody of the owning team (\`/owner\` names it).`,
  'may-not-roll-back': (d) =>
    `You may not roll back${place(d)}. Ask somebody of the owning team (\`/owner\` names it).`,
  'may-not-unlock': (d) =>
    `You may not unlock${place(d)}. Ask whoever locked it, or somebody of the owning team (\`/owner\` names it).`,
  'may-not-lock': (d) =>
    `You may not lock${place(d)}. Ask somebody of the owning team (\`/owner\` names it).`,
  'may-not-approve': (d) =>
    `${theVoter(d['userId'])} not among the approvers${behind(' of ', d['project'])}${behind(' in ', d['environment'])}. Ask one of those whom the card or its thread names.`,
  'may-not-freeze': (d) =>
    `You may not freeze or thaw deploys${place(d)}. The admins of the bot and the on-call group may; deployers may for their own project: name it.`,
  'membership-unknown': (d) =>
    `Slack cannot say at the moment in which groups ${d['userId'] ? who(d['userId']) : 'you'} are. Nothing was changed. Try again in a minute.`,
  'not-on-call': () =>
    'Only the on-call group may break the glass. Page whoever is on call and ask them to do it here.',
  'break-glass-not-set-up': () =>
    'Nobody may break the glass: no on-call group is configured. Ask the platform team to set `deploys.onCallGroup`.',
  'break-glass-needs-reason': () =>
    'Breaking the glass needs a reason that everybody can read later. Write one and try again.',
  'glass-already-broken': (d) =>
    `${who(d['by'])} broke the glass of this deploy already. It goes on: watch its card.`,
  'break-glass-not-needed': () =>
    'Nothing holds this deploy back, so there is no glass to break. Watch its card.',
  'reason-needed': () => 'This needs a reason that everybody can read later. Write one and try again.',
  'approval-unknown': () =>
    'This approval is not in the store any more. Use `/approve` to see what waits for you.',
  'approval-not-needed': () => 'Policy asks for no approval here. There is nothing to approve.',
  'requester-may-not-approve': (d) =>
    `${d['userId'] ? `${who(d['userId'])} asked` : 'You asked'} for this, so somebody else has to approve it. Ask one of the approvers whom the card or its thread names.`,
  'author-may-not-approve': (d) =>
    `${d['userId'] ? `${who(d['userId'])} wrote` : 'You wrote'} the commit of this version, so somebody else has to approve it. Ask one of the approvers whom the card names.`,
  'already-voted': () => 'You approved this already: your vote counts. Wait for the others, or ask them.',
  'only-requester-may-withdraw': () =>
    'Only who asked for it can withdraw it. An approver can reject it instead.',
  'plan-changed': () =>
    'The plan changed after it was shown: what is there now, or policy, is different. Look at the plan as it is now (*Show plan* on the card, or the form), then decide anew.',
  'approval-incomplete': () => 'Not enough people have approved yet. Ask one more of the approvers.',
  'approval-waiting': () => 'It is not approved yet. Ask one of the approvers, or look at `/approve`.',
  'already-approved': (d) => `It is approved already${byAt(d)}. There is nothing more to do: watch the card.`,
  'already-rejected': (d) => `It was rejected already${byAt(d)}. Talk to them, then ask for it again.`,
  'already-withdrawn': (d) => `It was withdrawn already${byAt(d)}. Ask for it again if it is still wanted.`,
  'already-expired': (d) =>
    `The time to approve it is over${at(d['at'], ' since ')}. Ask for it again if it is still wanted.`,
  'approval-rejected': () => 'It was rejected. Talk to whoever rejected it, then ask for it again.',
  'approval-withdrawn': () => 'It was withdrawn. Ask for it again if it is still wanted.',
  'approval-expired': () => 'The time to approve it is over. Ask for it again if it is still wanted.',
  expired: (d) =>
    `The time to approve it is over${at(d['at'], ' since ')}. Ask for it again if it is still wanted.`,
}

/** Refusals by policy and by the state of things. */
export const STATE_REFUSALS: RefusalWords = {
  'environment-unknown': (d) =>
    `There is no environment ${named(d['environment'], 'of that name')}. Choose one that \`/deploy\` offers.`,
  'environment-needed': () => 'Which environment? Name one, for example `prod`.',
  'region-unknown': (d) =>
    `There is no region ${named(d['region'], 'of that name')}${behind(' in ', d['environment'])}. Choose among those that \`/deploy\` offers.`,
  'no-region': (d) =>
    `No region was chosen${behind(' in ', d['environment'])}. Choose at least one; if none is offered, ask the platform team to configure its waves.`,
  'wave-unknown': () => 'This deploy has no such wave. Look at its card as it is now.',
  'wave-started': () => 'This wave has begun already, so nothing more is decided about it. Watch the card.',
  'wave-already-approved': () => 'This wave is approved already. Watch the card.',
  'wave-already-waiting': () => 'This wave waits for approval already. Use `/approve`.',
  'not-its-turn': () => 'It is not the turn of this wave yet. Look at the card and try again.',
  'rollout-running': () =>
    'It is being rolled out and cannot be called off any more. Use *Roll back…* to undo it.',
  'rollout-unknown': () => 'This region is not part of the deploy. Look at its card as it is now.',
  'never-succeeded-before': (d) =>
    `This version never succeeded in ${named(d['environment'], 'the environment before')}, which policy asks for. Deploy it there first.`,
  'succeeded-too-long-ago': (d) =>
    `The last success of this version in ${named(d['environment'], 'the environment before')} is more than ${d['days'] ?? 'the allowed'} days old. Deploy it there once more, then here.`,
  'promotion-digest-unknown': () =>
    'Nobody knows the digest of this image, so it cannot be said that it succeeded before. Choose a version that a build told of, or ask the platform team for an exception.',
  'promotion-commit-unknown': () =>
    'Nobody knows the commit of this image, so it cannot be said that it succeeded before. Choose a version that a build told of, or ask the platform team for an exception.',
  frozen: (d) =>
    `Deploys are frozen ${until(d['until'])}${said(': ', d['reason'])}. Wait, or let the on-call group break the glass on the card.`,
  'already-frozen': (d) =>
    `${who(d['by'])} froze it already ${until(d['until'])}${said(': ', d['reason'])}. \`/freeze\` lists it with a button to lift it.`,
  'freeze-unknown': () => 'This freeze is not in the store. `/freeze` lists what is frozen now.',
  'already-lifted': (d) =>
    `This freeze was lifted already${byAt(d)}. Deploys go again; \`/freeze\` lists what is still frozen.`,
  locked: (d) =>
    `${who(d['by'])} locked it ${until(d['until'])}${said(': ', d['reason'])}. Ask them, or \`/unlock\` it if you may; rollbacks go on.`,
  'not-locked': () => 'It is not locked, so there is nothing to unlock. `/lock` lists what is locked.',
  'already-locked': (d) =>
    `${who(d['by'])} locked it already ${until(d['until'])}${said(': ', d['reason'])}. \`/unlock\` it first to change the reason.`,
  'lock-expired': () => 'Its turn ran out of time. Look at the card, then deploy again.',
  'fence-raised': () => 'Something newer took over this target. Look at the newest card.',
  'not-in-line': () => 'It does not wait in this queue any more. Look at the card as it is now.',
  'changed-meanwhile': () =>
    'Somebody else changed this at the same moment. Look at the card and click again.',
  'deploy-busy': () => 'Somebody else changed this at the same moment. Look at the card and click again.',
  'draft-unknown': () => 'This plan is not in the store any more. Open `/deploy` again.',
  'draft-expired': () =>
    'This plan is more than an hour old, and something else may run by now. Open `/deploy` again.',
  'plan-outdated': () =>
    'The policy of this environment changed since the plan was made: its waves are others now. Open `/deploy` again.',
  'draft-not-yours': () => 'This plan was made for somebody else. Open `/deploy` yourself.',
  'deploy-unknown': () => 'This deploy is not in the store. `/deploys` shows what runs and what ran.',
  'never-ran-before': (d) =>
    `No earlier good version of ${named(d['service'], 'this service')} is known here, so there is nothing to roll back to. Use \`/deploy\` with the version that you want.`,
  'nothing-to-change': (d) =>
    d['resource'] === undefined || d['environment'] !== undefined
      ? `This version runs there already${behind(' in ', d['environment'])}: a deploy would change nothing. Choose another version or region.`
      : `${named(d['resource'], 'It')} is like that already, so there is nothing to change. Choose another size or number of replicas.`,
  'nothing-to-undo': () => 'Nothing of this deploy runs, so there is nothing to roll back.',
  'duration-unreadable': (d) =>
    `${named(d['typed'], 'That')} is no length of time. Write for example \`30m\`, \`2h\` or \`1d\`.`,
}

const DEPLOY_STATES: Record<string, string> = {
  requested: 'This deploy has only been asked for and has not begun. Watch its card.',
  'waiting-for-approval': 'This deploy waits for approval. Use `/approve`.',
  running: 'This deploy is under way. Watch its card, or use *Roll back…* there.',
  succeeded: 'This deploy is over: it succeeded. Use *Roll back…* to undo it.',
  failed: 'This deploy is over: it failed. Use *Roll back…* or *Try again* on its card.',
  'rolled-back': 'This deploy was rolled back. Deploy again if the version is wanted after all.',
  superseded: 'Something newer took the place of this deploy. Look at the newest card.',
  rejected: 'This deploy was rejected. Talk to whoever rejected it, then deploy again.',
  cancelled: 'This deploy was stopped. Deploy again if it is still wanted.',
  expired: 'Nobody approved this deploy in time. Deploy again to ask anew.',
}
const ROLLOUT_STATES = ['waiting', 'succeeded', 'failed', 'rolled-back', 'superseded', 'cancelled', 'stopped']

/** What can be said of a deploy or a region that is not in the state that was hoped for. */
export const ENDED_REFUSALS: RefusalWords = {
  ...Object.fromEntries(
    Object.entries(DEPLOY_STATES).map(([state, words]) => [`deploy-${state}`, () => words]),
  ),
  ...Object.fromEntries(
    ROLLOUT_STATES.map((state) => [
      `rollout-${state}`,
      () =>
        `This region is ${state === 'waiting' ? 'still waiting' : state} by now. Look at the card as it is.`,
    ]),
  ),
}

type Details = Parameters<RefusalWords[string]>[0]

function place(d: Details): string {
  return `${behind(' ', d['project'])}${behind(' in ', d['environment'])}`
}

function byAt(d: Details): string {
  return `${typeof d['by'] === 'string' ? ` by ${who(d['by'])}` : ''}${at(d['at'], ' ')}`
}

function theVoter(userId: Details[string] | undefined): string {
  return typeof userId === 'string' ? `${who(userId)} approved, but is` : 'You are'
}
