import type { JournalEntry } from '../../playground/aws/journal.ts'
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
  /** [] when it died: see `placesOf`. */
  traced: TracedCall[]
  deaths: number
  /** Parts that nobody owns, or that are missing of what is in service; among `wrong` too, as `doubles`. */
  residue: string[]
  doubles: string[]
  /** What is wrong with how it ended; [] is right. */
  wrong: string[]
}

let count = 0

/** A change that was just begun; its calls stand in the journal from there. */
interface Begun {
  verb: Verb
  fault: SagaFault
  id: string
  changeId: string
  from: number
}

async function begin(stage: SagaStage, { verb, fault }: { verb: Verb; fault: SagaFault }): Promise<Begun> {
  stage.aws.reset()
  count += 1
  const id = `r${String(count)}`
  const { id: changeId } = await beginChange(stage, verb, id)
  stage.renew()
  const from = stage.aws.journal().length
  stage.cutAt(null)
  fault.set(stage, { name: `payments-alpha-${id}`, changeId })
  return { verb, fault, id, changeId, from }
}

async function runWhole(stage: SagaStage, begun: Begun): Promise<Cell> {
  stage.trace(begun.changeId)
  const ran = await runToEnd(stage, begun)
  const traced = stage.traced()
  stage.trace(null)
  const journal = stage.aws.journal().slice(begun.from)
  return { ...judge(stage, begun, { ...ran, journal }), cut: null, traced }
}

/**
 * What came before the run of the job in which it dies is what came in the whole run: it begins there. That it dies where
 * the whole run was at that call is made sure of.
 */
async function runCut(stage: SagaStage, begun: Begun, { cut, at }: Place): Promise<Cell> {
  await stage.goBackTo(at.stand, { changeId: begun.changeId, cut })
  const ran = await runToEnd(stage, begun)
  const journal = [...at.stand.journal.slice(begun.from), ...stage.aws.journal()]
  const cell = judge(stage, begun, { ...ran, journal })
  return { ...cell, cut, traced: [], wrong: [...cell.wrong, ...wrongDeath(stage, at)] }
}

function wrongDeath(stage: SagaStage, { operation, leaves }: TracedCall): string[] {
  const met = stage.met()
  if (stage.deaths() === 0 || met === null) return ['it did not die where it should have']
  if (met.operation === operation && met.leaves === leaves) return []
  return [`it died at ${met.operation} over ${met.leaves}, not at ${operation} over ${leaves}`]
}

interface Ran {
  change: Change
  resource: Resource
}

async function runToEnd(stage: SagaStage, { id, changeId, fault }: Begun): Promise<Ran> {
  let change = await stage.run(changeId)
  if (change.state === 'stopped' && fault.isMended) {
    stage.aws.faults.clear()
    change = await stage.goOn(change)
  }
  const resource = await stage.store.read((reads) => reads.resources.get(id))
  if (!resource) throw new Error('the resource is gone from the store')
  return { change, resource }
}

function judge(
  stage: SagaStage,
  { verb, fault }: Begun,
  { change, resource, journal }: Ran & { journal: JournalEntry[] },
): Omit<Cell, 'cut' | 'traced'> {
  const residue = leftovers(stage, resource)
  const doubles = fault.vanishes ? [] : madeTwice(journal)
  return {
    verb,
    fault,
    state: change.state,
    code: change.failure?.code ?? null,
    calls: stage.calls(),
    deaths: stage.deaths(),
    residue,
    doubles,
    wrong: [...wrongEnd(verb, change, resource), ...residue, ...doubles],
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

function madeTwice(journal: JournalEntry[]): string[] {
  const made = journal.filter(({ operation, isEffective }) => isEffective && /^(Create|Put)/.test(operation))
  const names = made.map(({ operation, name }) => `${operation} ${name}`)
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
    (name) => `twice: ${name}`,
  )
}

/** A cut, and the call of the whole run that it is at. */
interface Place {
  cut: Cut
  at: TracedCall
}

/**
 * Where it can die: before each call, and after each that changes something (an answer of a read that is lost is a read
 * that was not made). Calls before which the same record and the same things in AWS stand are one place: a process that
 * starts knows nothing else.
 */
function placesOf({ traced }: Pick<Cell, 'traced'>): Place[] {
  const different = new Map(traced.toReversed().map((call) => [call.leaves, call]))
  const before = [...different.values()].toSorted((a, b) => a.call - b.call)
  const after = traced.filter(({ isWrite }) => isWrite)
  return [
    ...before.map((at) => ({ cut: { call: at.call, phase: 'before' as const }, at })),
    ...after.map((at) => ({ cut: { call: at.call, phase: 'after' as const }, at })),
  ]
}

/** The run without a death, then one for each place where it can die. */
export async function runColumn(
  stage: SagaStage,
  { verb, fault }: { verb: Verb; fault: SagaFault },
): Promise<Cell[]> {
  const begun = await begin(stage, { verb, fault })
  const whole = await runWhole(stage, begun)
  const cells = [whole]
  for (const place of placesOf(whole)) cells.push(await runCut(stage, begun, place))
  // A matrix has many columns, and each stand is a copy of everything.
  return cells.map((cell) => ({ ...cell, traced: [] }))
}

export function complaints(cells: Cell[]): string[] {
  return cells.flatMap(({ verb, fault, cut, wrong }) => {
    const place = cut ? `${cut.phase} call ${String(cut.call)}` : 'no cut'
    return wrong.map((what) => `${verb}, ${fault.name}, ${place}: ${what}`)
  })
}
