import type { Change } from '../../src/domain/resources/change.ts'
import type { Resource } from '../../src/domain/resources/resource.ts'
import { beginCreate, beginDelete, beginModify, SMALL } from '../harness/given-change.ts'
import type { Cut, SagaStage, TracedCall } from '../harness/saga-stage.ts'
import type { SagaFault } from './faults.ts'
import { resourceInService } from './resource-in-service.ts'

export type Verb = 'create' | 'modify' | 'delete'

/** One run of a change: what went wrong, and where the process died. */
export interface Cell {
  verb: Verb
  fault: SagaFault
  cut: Cut | null
  state: Change['state']
  code: string | null
  calls: number
  /** [] when it died: see `cutsOf`. */
  traced: TracedCall[]
  deaths: number
  /** Parts that nobody owns, or that are missing of what is in service; among `wrong` too, as `doubles`. */
  residue: string[]
  doubles: string[]
  /** What is wrong with how it ended; [] is right. */
  wrong: string[]
}

let count = 0

export async function runCell(
  stage: SagaStage,
  { verb, fault, cut }: { verb: Verb; fault: SagaFault; cut: Cut | null },
): Promise<Cell> {
  stage.aws.reset()
  count += 1
  const id = `r${String(count)}`
  const begun = await beginChange(stage, verb, id)
  stage.renew()
  const from = stage.aws.journal().length
  stage.cutAt(cut)
  stage.trace(cut ? null : begun.id)
  fault.set(stage, { name: `payments-alpha-${id}`, changeId: begun.id })
  let change = await stage.run(begun.id)
  if (change.state === 'stopped' && fault.isMended) {
    stage.aws.faults.clear()
    change = await stage.goOn(change)
  }
  const resource = await stage.store.read((reads) => reads.resources.get(id))
  if (!resource) throw new Error('the resource is gone from the store')
  const residue = leftovers(stage, resource)
  const doubles = fault.vanishes ? [] : madeTwice(stage.aws.journal().slice(from))
  return {
    verb,
    fault,
    cut,
    state: change.state,
    code: change.failure?.code ?? null,
    calls: stage.calls(),
    traced: stage.traced(),
    deaths: stage.deaths(),
    residue,
    doubles,
    wrong: [
      ...wrongEnd(verb, change, resource),
      ...residue,
      ...doubles,
      ...(cut && stage.deaths() === 0 ? ['it did not die where it should have'] : []),
    ],
  }
}

/** What is changed or deleted is in service. The account has nothing else. */
export async function beginChange(stage: SagaStage, verb: Verb, id: string): Promise<Change> {
  const { store, clock } = stage
  if (verb === 'create') return beginCreate(store, clock.now(), { id, wish: wishOf(id) })
  const resource = await resourceInService(stage, { id, size: verb === 'modify' ? 'medium' : 'small' })
  return verb === 'delete'
    ? beginDelete(store, clock.now(), resource)
    : beginModify(store, clock.now(), resource, { ...wishOf(id), replicas: '2' })
}

/** Names are unique among those that exist. */
function wishOf(id: string): typeof SMALL {
  return { ...SMALL, name: id }
}

function wrongEnd(verb: Verb, change: Change, resource: Resource): string[] {
  const isRight = change.state === 'succeeded' || change.state === 'rolled-back'
  const wanted = {
    create: change.state === 'succeeded' ? 'ready' : 'not-created',
    modify: 'ready',
    delete: change.state === 'succeeded' ? 'deleted' : 'ready',
  }[verb]
  return [
    ...(isRight ? [] : [`it ended ${change.state}: ${JSON.stringify(change.failure)}`]),
    ...(resource.state === wanted ? [] : [`the resource is ${resource.state}, not ${wanted}`]),
  ]
}

/** Parts that nobody owns, or that are missing of what is in service. */
function leftovers(stage: SagaStage, resource: Resource): string[] {
  const ours = stage.aws.inventory().filter(({ marker }) => marker === resource.id)
  const standing = ours.filter(
    ({ kind }) => kind !== 'elasticache-snapshot' && kind !== 'elasticache-cache-cluster',
  )
  if (resource.state === 'ready') {
    const wanted = resource.parts.map(({ type, name }) => `${type} ${name}`).toSorted()
    const found = standing.map(({ kind, name }) => `${kind} ${name}`).toSorted()
    return wanted.join() === found.join() ? [] : [`wanted ${wanted.join(', ')}; found ${found.join(', ')}`]
  }
  return standing.map(({ kind, name }) => `left over: ${kind} ${name}`)
}

function madeTwice(journal: ReturnType<SagaStage['aws']['journal']>): string[] {
  const made = journal.filter(({ operation, isEffective }) => isEffective && /^(Create|Put)/.test(operation))
  const names = made.map(({ operation, name }) => `${operation} ${name}`)
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
    (name) => `twice: ${name}`,
  )
}

/**
 * Where it can die: before each call, and after each that changes something (an answer of a read that is lost is a read
 * that was not made). Calls before which the same record and the same things in AWS stand are one place: a process that
 * starts knows nothing else.
 */
export function cutsOf({ traced }: Pick<Cell, 'traced'>): Cut[] {
  const places = new Map(traced.toReversed().map((call) => [call.leaves, call.call]))
  const before = [...places.values()]
    .toSorted((a, b) => a - b)
    .map((call) => ({ call, phase: 'before' as const }))
  const writes = traced.filter(({ isWrite }) => isWrite)
  return [...before, ...writes.map(({ call }) => ({ call, phase: 'after' as const }))]
}

/** The run without a death, then one for each place where it can die. */
export async function runColumn(
  stage: SagaStage,
  { verb, fault }: { verb: Verb; fault: SagaFault },
): Promise<Cell[]> {
  const whole = await runCell(stage, { verb, fault, cut: null })
  const cells = [whole]
  for (const cut of cutsOf(whole)) cells.push(await runCell(stage, { verb, fault, cut }))
  return cells
}

export function complaints(cells: Cell[]): string[] {
  return cells.flatMap(({ verb, fault, cut, wrong }) => {
    const place = cut ? `${cut.phase} call ${String(cut.call)}` : 'no cut'
    return wrong.map((what) => `${verb}, ${fault.name}, ${place}: ${what}`)
  })
}
