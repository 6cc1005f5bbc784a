import { AWS_KINDS, type AwsKind } from '../aws/inventory.ts'
import { isRegion, regions, DEFAULT_REGION } from '../aws/places.ts'
import type { AwsSimulator } from '../aws/simulator.ts'
import type { JsonMap } from '../kubernetes/json.ts'
import { UserError } from '../slack/people/user-error.ts'
import { createUserRoutes, type UserRoutes } from '../user-routes.ts'
import { CALL_FILTERS, consoleOverview, shownFaults, type CallFilter } from './console-overview.ts'
import { readFaultChange } from './fault-change.ts'
import { isPace, PACES, setPace } from './pace.ts'

/** Answers `/playground/aws…`; false when the path is another. */
export function createConsoleRoutes(aws: AwsSimulator): UserRoutes {
  return createUserRoutes([
    ['GET', '/aws', ({ query }) => consoleOverview(aws, readFilter(query))],
    ['POST', '/aws/faults', ({ body }) => changeFault(aws, body)],
    ['POST', '/aws/pace', ({ body }) => changePace(aws, body)],
    ['POST', '/aws/remove', ({ body }) => remove(aws, readThing(body))],
    ['POST', '/aws/foreign', ({ body }) => addForeign(aws, readThing(body))],
  ])
}

function readFilter(query: URLSearchParams): CallFilter {
  const asked = query.get('calls') ?? 'all'
  if (Object.hasOwn(CALL_FILTERS, asked)) return asked as CallFilter
  throw new UserError(400, 'invalid_filter', `calls is one of ${Object.keys(CALL_FILTERS).join(', ')}`)
}

function changeFault(aws: AwsSimulator, body: JsonMap): unknown {
  const { name, on, options } = readFaultChange(body)
  if (name === null) aws.faults.clear()
  else if (on) aws.faults.set(name, options)
  else aws.faults.clear(name)
  return { ok: true, faults: shownFaults(aws) }
}

function changePace({ settings }: AwsSimulator, { pace }: JsonMap): unknown {
  if (!isPace(pace))
    throw new UserError(400, 'invalid_pace', `pace is one of ${Object.keys(PACES).join(', ')}`)
  setPace(settings, pace)
  return { ok: true, pace, settings }
}

interface Thing {
  kind: AwsKind
  name: string
  region: string
}

function readThing({ kind, name, region = DEFAULT_REGION }: JsonMap): Thing {
  if (typeof kind !== 'string' || !(AWS_KINDS as readonly string[]).includes(kind))
    throw new UserError(400, 'invalid_kind', `kind is one of ${AWS_KINDS.join(', ')}`)
  if (typeof name !== 'string' || !name.trim())
    throw new UserError(400, 'invalid_name', 'name is what it is called in the account')
  if (typeof region !== 'string' || !isRegion(region))
    throw new UserError(400, 'invalid_region', `region is one of ${regions().join(', ')}`)
  return { kind: kind as AwsKind, name: name.trim(), region }
}

function remove(aws: AwsSimulator, thing: Thing): unknown {
  if (!exists(aws, thing))
    throw new UserError(404, 'not_there', `there is no ${thing.kind} ${thing.name} in ${thing.region}`)
  aws.removeByHand(thing.kind, thing.name, thing.region)
  return { ok: true }
}

function addForeign(aws: AwsSimulator, thing: Thing): unknown {
  if (exists(aws, thing))
    throw new UserError(409, 'already_there', `${thing.kind} ${thing.name} is already in ${thing.region}`)
  try {
    aws.addForeign(thing.kind, thing.name, thing.region)
  } catch (error) {
    throw new UserError(400, 'not_possible', error instanceof Error ? error.message : String(error))
  }
  return { ok: true }
}

function exists(aws: AwsSimulator, { kind, name, region }: Thing): boolean {
  return aws.inventory().some((one) => one.kind === kind && one.name === name && one.region === region)
}
