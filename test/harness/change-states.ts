import type { Change, PartProgress } from '../../src/domain/resources/change.ts'
import type { ChangeNews, ChangeNotice, ChangeView } from '../../src/domain/resources/change-view.ts'
import type { Resource } from '../../src/domain/resources/resource.ts'
import {
  CONNECTION,
  givenChangeApproval,
  givenChangeFailure,
  givenChangeOf,
  givenChangeView,
  givenPrice,
  givenResource,
  givenSteps,
  usualTimes,
} from './given-change-view.ts'
import { MINUTE, NINE } from './given.ts'

type Step = PartProgress['step']

const fresh = givenResource({ state: 'creating', connection: null, arn: null, readyAt: null })
const ready = givenResource()
const approved = givenChangeApproval({
  state: 'approved',
  votes: [{ userId: 'U0ERIN', at: NINE + MINUTE, planHash: 'f00d' }],
  decided: { by: 'U0ERIN', at: NINE + MINUTE, reason: null },
})
const made = (count: number): Step[] => Array.from({ length: count }, () => 'made' as const)
const gone = (count: number): Step[] => Array.from({ length: count }, () => 'gone' as const)
const started = { startedAt: NINE + 2 * MINUTE }

function creating(given: Partial<Change>, steps: Step[] = [], what: string | null = null): ChangeView {
  const change = givenChangeOf(fresh, 'create')
  const parts = givenSteps(change, steps, { what })
  const whole: Change = { ...change, state: 'running', ...started, parts, ...given }
  return givenChangeView({ resource: fresh, change: whole, approvals: [approved] })
}

function created(resource: Resource): ChangeView {
  const view = creating({ state: 'succeeded', endedAt: NINE + 16 * MINUTE }, made(6))
  return { ...view, resource, now: NINE + 17 * MINUTE }
}

function modifying(given: Partial<Change>, what: string | null = null): ChangeView {
  const change = givenChangeOf(ready, 'modify')
  const parts = givenSteps(change, ['making'], { what })
  const whole: Change = { ...change, state: 'running', ...started, parts, ...given }
  return givenChangeView({ resource: { ...ready, state: 'modifying' }, change: whole, approvals: [approved] })
}

function deleting(given: Partial<Change>, steps: Step[] = [], what: string | null = null): ChangeView {
  const change = givenChangeOf(ready, 'delete')
  const parts = givenSteps(change, steps, { what })
  const whole: Change = { ...change, state: 'running', ...started, parts, ...given }
  return givenChangeView({
    resource: { ...ready, state: 'deleting' },
    change: whole,
    approvals: [approved],
    expected: { ...usualTimes('unmake', ready), 'final-snapshot': 5 * MINUTE },
  })
}

const failed = givenChangeFailure()
const waitsForMember = 'member payments-prod-sessions-002 is creating'
const notMade = { ...fresh, state: 'not-created' as const, endedAt: NINE + 12 * MINUTE }
const over = { endedAt: NINE + 12 * MINUTE }
const nodeType = { do: 'set-node-type' as const, nodeType: 'cache.t4g.medium' }
const replicas = { do: 'add-replicas' as const, replicas: 2 }
const underWay = { step: nodeType, beganAt: NINE + 7 * MINUTE, isAccepted: true, wasSeen: true }
const undone = givenChangeFailure({
  class: 'other',
  code: 'undone',
  message: 'Failed to scale down to cache node type cache.t4g.micro due to insufficient memory',
  action: 'elasticache:ModifyReplicationGroup',
  requestId: null,
  details: { nodeType: 'cache.t4g.micro' },
})
const vanished = {
  failure: givenChangeFailure({
    class: 'other',
    code: 'vanished',
    message: 'payments-prod-sessions was deleted by somebody else while this was under way',
    action: '',
    requestId: null,
    details: { name: 'payments-prod-sessions' },
  }),
  cause: undone,
}
const cancelled = { by: 'U0ALICE', at: NINE + 8 * MINUTE }

function waiting(view: ChangeView): ChangeView {
  const { change } = view
  const fields = { state: 'waiting-for-approval' as const, startedAt: null, parts: change.parts }
  return { ...view, change: { ...change, ...fields }, approvals: [givenChangeApproval()] }
}

function untouched(
  state: Change['state'],
  approval: Partial<ReturnType<typeof givenChangeApproval>>,
): ChangeView {
  const view = creating({ state, startedAt: null, endedAt: NINE + 5 * MINUTE })
  return { ...view, resource: notMade, approvals: [givenChangeApproval(approval)] }
}

/** One of each that matters, by name. */
export const CHANGE_STATES: Record<string, ChangeView> = {
  'create: waiting for approval': waiting(creating({})),
  'create: waiting, price unknown, one vote of two': (() => {
    const view = waiting(creating({}))
    const vote = { userId: 'U0ERIN', at: NINE, planHash: 'f00d' }
    const plan = { ...view.change.plan, price: null }
    return {
      ...view,
      change: { ...view.change, plan },
      approvals: [givenChangeApproval({ count: 2, votes: [vote] })],
    }
  })(),
  'create: just begun': creating({ startedAt: NINE + 10 * MINUTE - 4_000 }),
  'create: running': creating({}, [...made(5), 'making'], waitsForMember),
  'create: throttled': creating(
    {
      trouble: givenChangeFailure({
        class: 'retry',
        code: 'Throttling',
        message: 'Rate exceeded',
        details: {},
        part: 'replication-group',
      }),
    },
    [...made(5), 'making'],
  ),
  'create: credentials expired': creating(
    {
      trouble: givenChangeFailure({
        class: 'credentials',
        code: 'ExpiredToken',
        message: 'The security token included in the request is expired',
        action: 'elasticache:CreateCacheSubnetGroup',
        details: {},
        part: null,
      }),
    },
    [...made(3)],
  ),
  'create: no capacity, being undone': creating({ state: 'undoing', failure: failed }, [
    ...made(5),
    'removing',
  ]),
  'create: rolled back, nothing left': {
    ...creating({ state: 'rolled-back', failure: failed, residue: [], ...over }, gone(6)),
    resource: notMade,
  },
  'create: name is foreign': creating(
    {
      state: 'undoing',
      failure: givenChangeFailure({
        class: 'other',
        code: 'foreign',
        message: 'payments-prod-sessions exists and was not made for this',
        action: '',
        requestId: null,
        part: 'subnet-group',
        details: { name: 'payments-prod-sessions' },
      }),
    },
    ['removing', 'foreign'],
  ),
  'create: stopped, things left over': {
    ...creating(
      {
        state: 'stopped',
        stoppedIn: 'undoing',
        failure: givenChangeFailure({
          class: 'permission',
          code: 'AccessDenied',
          message:
            'User: arn:aws:sts::123456789012:assumed-role/coxswain/coxswain is not authorized to perform: elasticache:DeleteUser',
          action: 'elasticache:DeleteUser',
          part: 'user',
          details: { permission: 'elasticache:DeleteUser' },
        }),
        residue: [
          {
            type: 'elasticache-user',
            name: 'payments-prod-sessions',
            arn: 'arn:aws:elasticache:ap-northeast-2:123456789012:user:payments-prod-sessions',
            status: 'active',
          },
          {
            type: 'ssm-parameter',
            name: '/coxswain/prod/payments/payments-prod-sessions/password',
            arn: null,
            status: 'available',
          },
        ],
      },
      [...made(3), 'removing', 'gone', 'gone'],
    ),
  },
  'create: being cancelled': creating({ cancelled }, [...made(5), 'making'], waitsForMember),
  'create: cancelled': {
    ...creating(
      {
        state: 'rolled-back',
        cancelled,
        failure: givenChangeFailure({
          class: 'other',
          code: 'cancelled',
          action: '',
          requestId: null,
          part: null,
        }),
        residue: [],
        ...over,
      },
      [...gone(4)],
    ),
    resource: notMade,
  },
  'create: ready': created(ready),
  'create: ready, long deleted': created({ ...ready, state: 'deleted', endedAt: NINE + 900 * MINUTE }),
  'create: rejected': untouched('rejected', {
    state: 'rejected',
    decided: { by: 'U0ERIN', at: NINE + 5 * MINUTE, reason: 'Use the shared one of the shop' },
  }),
  'create: withdrawn': untouched('withdrawn', {
    state: 'withdrawn',
    decided: { by: 'U0ALICE', at: NINE + 5 * MINUTE, reason: null },
  }),
  'create: expired': untouched('expired', { state: 'expired' }),
  'create: refused': untouched('refused', { ...approved }),
  'modify: waiting for approval': waiting(modifying({})),
  'modify: running': modifying(
    { modify: { underWay, done: [replicas], quietUntil: null } },
    'node payments-prod-sessions-001 is modifying',
  ),
  'modify: undone by AWS': modifying({ state: 'undoing', failure: undone }),
  'modify: stopped on its way back': modifying({ state: 'stopped', stoppedIn: 'undoing', ...vanished }),
  'modify: given up': {
    ...modifying({ state: 'rolled-back', stoppedIn: 'undoing', ...vanished, ...over }),
    resource: { ...ready, state: 'deleting' },
  },
  'modify: rolled back': {
    ...modifying({ state: 'rolled-back', failure: undone, ...over }),
    resource: ready,
  },
  'modify: done': (() => {
    const view = modifying({
      state: 'succeeded',
      modify: { underWay: null, done: [replicas, nodeType], quietUntil: null },
      ...over,
    })
    const { make } = view.change.plan
    const parts = ready.parts.map((part) => make.find(({ id }) => id === part.id) ?? part)
    return { ...view, resource: { ...ready, parts, price: givenPrice(70.08), connection: CONNECTION } }
  })(),
  'delete: waiting for approval': waiting(deleting({})),
  'delete: taking the snapshot': deleting({}, ['making'], 'the snapshot is creating'),
  'delete: removing': deleting({}, ['made', 'removing'], 'replication group is deleting'),
  'delete: snapshot failed': deleting(
    {
      state: 'rolled-back',
      failure: givenChangeFailure({
        class: 'wrong-request',
        code: 'SnapshotFeatureNotSupportedFault',
        message: 'cache.t1.micro cluster does not support snapshots',
        action: 'elasticache:CreateSnapshot',
        part: 'final-snapshot',
        details: {},
      }),
      ...over,
    },
    [],
  ),
  'delete: a part is unmarked': deleting(
    {
      state: 'stopped',
      stoppedIn: 'running',
      failure: givenChangeFailure({
        class: 'other',
        code: 'unmarked',
        message: 'no longer marked as ours: user payments-prod-sessions',
        action: '',
        requestId: null,
        part: 'user',
        details: { name: 'user payments-prod-sessions' },
      }),
    },
    ['made', ...gone(2)],
  ),
  'delete: done': {
    ...deleting({ state: 'succeeded', residue: [], ...over }, ['made', ...gone(6)]),
    resource: { ...ready, state: 'deleted', endedAt: NINE + 12 * MINUTE },
  },
}

export function changeState(name: string): ChangeView {
  const view = CHANGE_STATES[name]
  if (!view) throw new Error(`reading the states of changes: there is no "${name}"`)
  return view
}

/** Which state belongs to which news, with the values that come with it. */
export const STATE_OF_NEWS: Record<ChangeNews, [state: string, values: ChangeNotice['values']]> = {
  'approval-wanted': ['create: waiting for approval', {}],
  rejected: ['create: rejected', { by: 'U0ERIN', reason: 'Use the shared one of the shop' }],
  withdrawn: ['create: withdrawn', { by: 'U0ALICE' }],
  expired: ['create: expired', {}],
  refused: [
    'create: refused',
    { reason: 'may-not-change-resource', project: 'payments', environment: 'prod' },
  ],
  slow: ['create: running', { tookMs: 26 * MINUTE, expectedMs: 15 * MINUTE }],
  cancelled: ['create: being cancelled', { by: 'U0ALICE' }],
  'turned-back': ['create: no capacity, being undone', { code: 'x', part: 'replication-group' }],
  stopped: ['create: stopped, things left over', { code: 'AccessDenied', part: 'user' }],
  ready: ['create: ready', { tookMs: 14 * MINUTE, code: null }],
  modified: ['modify: done', { tookMs: 10 * MINUTE, code: null }],
  deleted: ['delete: done', { tookMs: 10 * MINUTE, code: null }],
  'rolled-back': ['create: rolled back, nothing left', { tookMs: 10 * MINUTE, code: null }],
}
