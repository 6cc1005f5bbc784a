import type { Change } from '../../src/domain/resources/change.ts'
import { KINDS } from '../../src/domain/resources/kinds.ts'
import type { Resource } from '../../src/domain/resources/resource.ts'
import type {
  ResourceDetail,
  ResourceForm,
  ResourceList,
  ResourceRow,
} from '../../src/domain/resources/resource-views.ts'
import { changeState } from './change-states.ts'
import {
  CONNECTION,
  givenChangeFailure,
  givenPrice,
  givenResource,
  givenResourceEnvironment,
} from './given-change-view.ts'
import { MINUTE, NINE, PAYMENTS, SEARCH } from './given.ts'

export function givenRow(given: Partial<Resource> = {}, change: Change | null = null): ResourceRow {
  const resource = givenResource(given)
  const summary = KINDS[resource.kind].summary(resource.parts)
  return { resource, team: PAYMENTS, summary, change }
}

/** Of a team: one of each state that a list shows. */
export function givenList(): ResourceList {
  const stopped = changeState('create: stopped, things left over').change
  const waiting = changeState('delete: waiting for approval').change
  return {
    scope: 'team',
    rows: [
      givenRow(),
      givenRow({ id: '2', name: 'payments-prod-carts', state: 'creating', price: null }, stopped),
      givenRow({ id: '3', name: 'payments-prod-pages', price: givenPrice(312.4) }, waiting),
      {
        ...givenRow({ id: '4', name: 'search-alpha-terms', state: 'asked', project: 'search' }),
        team: SEARCH,
      },
      { ...givenRow({ id: '5', name: 'old-prod-thing', state: 'modifying', project: 'old' }), team: null },
    ],
    count: 27,
    totalMicros: 452_560_000,
    unpriced: 2,
    next: '5',
    unsure: false,
  }
}

/** One resource as different people find it. */
export function givenDetail(): Record<string, ResourceDetail> {
  const names = ['001', '002'].map((number) => `payments-prod-sessions-${number}`)
  const resource = givenResource()
  const at = (minutes: number) => NINE + minutes * MINUTE
  const detail: ResourceDetail = {
    ...givenRow(),
    history: ['modify: rolled back', 'create: ready'].map((name) => {
      const { change, approvals } = changeState(name)
      return { change, approvals }
    }),
    live: {
      state: 'seen',
      status: 'available',
      members: names.map((name, index) => ({
        name,
        role: index === 0 ? 'primary' : 'replica',
        zone: index === 0 ? 'ap-northeast-2a' : 'ap-northeast-2c',
        status: 'available',
      })),
      events: [
        {
          at: at(12),
          about: names[0]!,
          message: 'Added cache node 0001 in availability zone ap-northeast-2a',
        },
        { at: at(13), about: names[1]!, message: 'Cache cluster created' },
      ],
    },
    howToConnect: KINDS.redis.howToConnect(CONNECTION),
    settings: KINDS.redis.settingsOf(resource.parts),
    fields: KINDS.redis.form(givenResourceEnvironment().kinds.redis!),
    dashboard: 'https://grafana.example.com/d/redis?var-name=payments-prod-sessions',
    mayChange: null,
    now: at(60),
  }
  const throttled = givenChangeFailure({
    class: 'retry',
    code: 'Throttling',
    message: 'Rate exceeded',
    details: {},
  })
  const creating = changeState('create: running')
  return {
    ready: detail,
    'of another team': {
      ...detail,
      mayChange: { reason: 'may-not-change-resource', details: { project: 'payments', environment: 'prod' } },
    },
    'gone by hand': { ...detail, live: { state: 'gone' } },
    'AWS cannot tell': { ...detail, live: { state: 'unknown', failure: throttled } },
    creating: {
      ...detail,
      resource: creating.resource,
      change: creating.change,
      live: { state: 'seen', status: 'creating', members: [], events: [] },
      history: [{ change: creating.change, approvals: creating.approvals }],
    },
  }
}

/** The form from its first moment to what can be handed in. */
export function givenForm(): Record<string, ResourceForm> {
  const environment = givenResourceEnvironment()
  const policy = environment.kinds.redis!
  const { name, account, region } = environment
  const resource = givenResource()
  const ready: ResourceForm = {
    verb: 'create',
    formId: resource.id,
    resource: null,
    kind: 'redis',
    kindTitle: KINDS.redis.title,
    project: 'payments',
    team: PAYMENTS,
    environment: 'prod',
    environments: [
      { name: 'alpha', account, region },
      { name, account, region },
    ],
    fields: KINDS.redis.form(policy),
    values: resource.wish,
    planned: {
      name: resource.name,
      planHash: 'f00d',
      settings: KINDS.redis.settingsOf(resource.parts),
      summary: KINDS.redis.summary(resource.parts),
      price: resource.price,
      priceBefore: null,
      approval: environment.approval,
      monthlyOverMicros: null,
    },
    problem: null,
  }
  const { name: _, ...unnamed } = resource.wish
  const { change } = changeState('modify: waiting for approval')
  const parts = resource.parts.map((part) => change.plan.make.find(({ id }) => id === part.id) ?? part)
  const taken = {
    reason: 'resource-name-taken',
    details: { field: 'name', name: resource.name, by: 'U0BOB' },
  }
  return {
    'create, nothing chosen': {
      ...ready,
      project: null,
      team: null,
      environment: null,
      fields: [],
      values: {},
      planned: null,
    },
    'create, no name yet': { ...ready, values: unnamed, planned: null },
    'create, ready to ask for': ready,
    'create, price unknown, no approval': {
      ...ready,
      planned: { ...ready.planned!, price: null, approval: null },
    },
    'create, name taken': { ...ready, problem: taken },
    modify: {
      ...ready,
      verb: 'modify',
      resource,
      values: change.plan.wish,
      planned: {
        ...ready.planned!,
        summary: KINDS.redis.summary(parts),
        price: givenPrice(70.08),
        priceBefore: resource.price,
      },
    },
  }
}
