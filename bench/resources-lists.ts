import { setTimeout as sleep } from 'node:timers/promises'
import type { Resource } from '../src/domain/resources/resource.ts'
import { createFindResources } from '../src/queries/find-resources.ts'
import { createListResources } from '../src/queries/list-resources.ts'
import { givenCatalogue } from '../test/harness/given.ts'
import { startResourceApp, type ResourceApp } from '../test/harness/resource-app.ts'
import { BOB } from '../test/harness/resource-workspace.ts'
import { CHANNEL } from '../test/harness/slack-steps.ts'
import { quantile, row, type BenchRow } from './bench-row.ts'
import { insertMany, MANY_PROJECTS } from './resources-many.ts'

const RESOURCES = 500
const ASKED = 200
const TYPED = 40
const LIST_P95_MS = 150
const WITHIN_MS = 10_000
const PERSON = { kind: 'person', userId: BOB, membership: 'member', isAdmin: false } as const

/** A bot that has been in use for long: how soon it says what there is. */
export async function listRows(): Promise<BenchRow[]> {
  const bot = await startResourceApp({ config: { projects: MANY_PROJECTS } })
  try {
    const resources = await insertMany(bot.app.store, { count: RESOURCES, requesterId: BOB, now: bot.now() })
    return [...(await queryRows(bot, resources)), ...(await commandRows(bot, resources))]
  } finally {
    await bot.stop()
  }
}

async function queryRows({ app: { store } }: ResourceApp, resources: Resource[]): Promise<BenchRow[]> {
  const projects = MANY_PROJECTS.map(({ namespace, team }) => ({
    namespace,
    clusters: [],
    teamId: team,
    services: [],
  }))
  const catalogue = givenCatalogue({ projects })
  const directory = { groupMembers: () => Promise.resolve([BOB]) }
  const list = createListResources({ store, catalogue, directory })
  const find = createFindResources({ store, catalogue })
  const last = resources.at(-1)
  const asked: Asked[] = [
    { what: 'list, of my teams', isList: true, ask: () => list({ actor: PERSON, input: { scope: 'team' } }) },
    { what: 'list, of everybody', isList: true, ask: () => list({ actor: PERSON, input: { scope: 'all' } }) },
    ...[
      { what: 'find, by a part of a name', text: 'cache-49' },
      { what: 'find, by an endpoint', text: last?.connection?.host ?? '' },
      { what: 'find, what there is not', text: 'nothing-like-that' },
    ].map(({ what, text }) => ({ what, isList: false, ask: () => find({ actor: PERSON, input: { text } }) })),
  ]
  return figures(asked, ASKED)
}

/** Typed in Slack, until the answer stands there. */
async function commandRows(bot: ResourceApp, resources: Resource[]): Promise<BenchRow[]> {
  const name = resources[7]?.name ?? ''
  const asked = [
    { line: '/resource', isList: true },
    { line: '/resource list all', isList: true },
    { line: '/resource find cache-4', isList: false },
    // It asks AWS too.
    { line: `/resource ${name}`, isList: false },
  ].map(({ line, isList }) => ({
    what: `${line.replace(name, '<name>')}, from Slack to Slack`,
    isList,
    ask: () => type(bot, line),
  }))
  return figures(asked, TYPED)
}

async function type({ slack }: ResourceApp, line: string): Promise<{ ok: boolean }> {
  const person = slack.as(BOB)
  const told = () => person.messages(CHANNEL).findLast(({ ephemeral }) => ephemeral)?.ts
  const before = told()
  const sent = await person.command({ channel: CHANNEL, text: line })
  for (const end = Date.now() + WITHIN_MS; told() === before; await sleep(1))
    if (Date.now() > end) throw new Error(`${line}: no answer`)
  return sent
}

interface Asked {
  what: string
  isList: boolean
  ask(): Promise<{ ok: boolean }>
}

async function figures(asked: Asked[], times: number): Promise<BenchRow[]> {
  const rows = []
  for (const { what, isList, ask } of asked) {
    const ms = []
    for (let index = 0; index < times; index++) {
      const startedAt = performance.now()
      if (!(await ask()).ok) throw new Error(`${what}: refused`)
      ms.push(performance.now() - startedAt)
    }
    const p95 = quantile(ms, 0.95)
    const goal = isList ? { target: `< ${LIST_P95_MS}`, ok: p95 < LIST_P95_MS } : undefined
    const figure = `${RESOURCES} resources: ${what}`
    rows.push(row(`${figure}: p50`, quantile(ms, 0.5), 'ms'), row(`${figure}: p95`, p95, 'ms', goal))
  }
  return rows
}
