import type { SeenRollout } from '../domain/deploys/target-rollout.ts'
import type { Note } from '../domain/rollout/verdict.ts'
import type { RegionView } from './deploy-regions.ts'
import { moment, plain } from './mrkdwn.ts'
import { plural } from './text.ts'

/** What one should know beside the stage. */
export function noteWords(note: Note): string {
  switch (note.code) {
    case 'old-pods-draining':
      return `${plural(note.count, 'old pod')} still shutting down`
    case 'no-pods-changed':
      return 'had it already'
    case 'scaled-to-zero':
      return 'scaled to 0: nothing runs until somebody scales it up'
    case 'no-nodes':
      return 'no node fits this DaemonSet: no pod runs'
    case 'paused':
      return 'paused in the cluster'
    case 'deadline-disabled':
      return 'the workload sets no deadline for progress: ours counts'
    case 'stale-deadline-ignored':
      return 'the cluster still tells of a deadline missed before this deploy: that is ignored'
    case 'replicas-changed':
      return `scaled from ${note.from} to ${note.to} pods meanwhile`
    case 'autoscaled':
      return `autoscaled between ${note.min} and ${note.max} pods${note.atMax ? ', at its maximum' : ''}`
    case 'scale-up-under-way':
      return `the cluster is adding nodes (${plain(note.message, 120)})`
    case 'stability-lost':
      return 'pods were lost after all had been ready: the stability window begins again'
    case 'restarted-in-window':
      return `a container restarted ${moment(note.at)}: the stability window begins again`
    case 'partition':
      return `the partition lets ${plural(note.updated, 'pod')} be updated and holds ${note.held}`
  }
}

/** The notes of a region, each once. */
export function notesOf({ target }: RegionView): string[] {
  const notes = target?.workloads.flatMap(({ seen }) => (seen ? seen.notes.filter(notIn(seen)) : [])) ?? []
  return [...new Set(notes.map(noteWords))]
}

/** The row tells of the old pods already while they are what it waits for. */
function notIn({ phase, waitingFor }: SeenRollout): (note: Note) => boolean {
  const isTold =
    (phase === 'rolling' && (waitingFor === 'old-pods' || waitingFor === 'draining')) ||
    (phase === 'stabilizing' && waitingFor === 'draining')
  return ({ code }) => !(isTold && code === 'old-pods-draining')
}
