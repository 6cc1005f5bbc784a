import { ownerOf, type Catalogue } from '../catalogue.ts'

/** From `from` on, the namespace in the cluster ('' : in every cluster that has no entry of its own) belongs to the team. */
export interface OwnershipChange {
  cluster: string
  namespace: string
  /** null: nobody's from then on. */
  teamId: string | null
  from: number
}

/** A place that had owners: `cluster` null is a cloud, whose rows tell a project and no cluster. */
export interface OwnedPlace {
  cluster: string | null
  namespace: string
}

export interface Ownership {
  /** Id of the team that owned it at that time; null: nobody. */
  ownerAt(place: OwnedPlace, at: number): string | null
}

/**
 * Who owned what when. Before the first change that is known of a namespace its first known owner counts: the history
 * begins with the bot, ownership does not.
 */
export function createOwnership(changes: readonly OwnershipChange[]): Ownership {
  const histories = Map.groupBy(inOrder(changes), ({ namespace }) => namespace)
  const byCluster = new Map(
    [...histories].map(([namespace, of]) => [namespace, Map.groupBy(of, ({ cluster }) => cluster)]),
  )
  return {
    ownerAt({ cluster, namespace }, at) {
      const known = byCluster.get(namespace)
      if (!known) return null
      return cluster === null ? ownerAnywhere(known, at) : ownerIn([known.get(cluster), known.get('')], at)
    },
  }
}

/**
 * What must be appended so that the history says of now what the catalogue says, also of what is nobody's any more.
 * Nothing when it does already. A cluster with an entry of its own keeps its history when the entry goes.
 */
export function ownershipChanges(
  known: readonly OwnershipChange[],
  catalogue: Catalogue,
  now: number,
): OwnershipChange[] {
  const newest = new Map(inOrder(known).map((change) => [keyOf(change), change]))
  const listed = catalogue.projects.flatMap(({ namespace, clusters }) =>
    (clusters.length === 0 ? [''] : clusters).map((cluster) => ({ cluster, namespace })),
  )
  const places = new Map([...newest.values(), ...listed].map((place) => [keyOf(place), place]))
  return [...places].flatMap(([key, { cluster, namespace }]) => {
    const last = newest.get(key)
    const teamId = ownerOf(catalogue, { cluster, namespace })?.id ?? null
    if (last?.teamId === teamId) return []
    // A clock that was moved back must not sort the change before the one that it replaces.
    return [{ cluster, namespace, teamId, from: last ? Math.max(now, last.from + 1) : now }]
  })
}

/** Of the first history that had begun by then; of none, of the one that begins first. */
function ownerIn(histories: readonly (OwnershipChange[] | undefined)[], at: number): string | null {
  const known = histories.flatMap((history) => (history ? [history] : []))
  const begun = known.flatMap((history) => history.findLast(({ from }) => from <= at) ?? [])
  return (begun[0] ?? firstOf(known))?.teamId ?? null
}

/** A cloud knows no cluster: the entry for all clusters, else the first by name of those that have an owner. */
function ownerAnywhere(histories: ReadonlyMap<string, OwnershipChange[]>, at: number): string | null {
  const known = [...histories].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, history]) => history)
  const begun = known.flatMap((history) => history.findLast(({ from }) => from <= at) ?? [])
  if (begun.length === 0) return firstOf(known)?.teamId ?? null
  return begun.find(({ teamId }) => teamId !== null)?.teamId ?? null
}

function firstOf(histories: readonly OwnershipChange[][]): OwnershipChange | undefined {
  return inOrder(histories.flatMap(([first]) => first ?? []))[0]
}

function inOrder(changes: readonly OwnershipChange[]): OwnershipChange[] {
  return changes.toSorted((a, b) => a.from - b.from)
}

function keyOf({ cluster, namespace }: Pick<OwnershipChange, 'cluster' | 'namespace'>): string {
  return `${cluster}\0${namespace}`
}
