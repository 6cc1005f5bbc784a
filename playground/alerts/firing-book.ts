import { readFileSync, writeFileSync } from 'node:fs'
import { fingerprint } from './fingerprint.ts'
import type { AlertDefinition, SentAlert } from './sent-alert.ts'

/** What each sender believes to be firing, by group; kept in a file so that a resolve still fits after a restart. */
export interface FiringBook {
  /** Fires what does not fire yet and gives the alerts of the group, oldest first. */
  fire(group: string, definitions: AlertDefinition[], at: number): SentAlert[]
  /** Ends those of the group that `which` names and gives them. */
  resolve(group: string, at: number, which?: (alert: SentAlert) => boolean): SentAlert[]
  firing(group: string): SentAlert[]
  /** Groups with a firing alert. */
  groups(): string[]
}

type Groups = Record<string, Record<string, SentAlert>>

export function createFiringBook(path: string | null): FiringBook {
  const groups = read(path)
  const save = () => {
    if (path) writeFileSync(path, JSON.stringify(groups))
  }
  const listOf = (group: string) =>
    Object.values(groups[group] ?? {}).toSorted((a, b) => a.startsAt - b.startsAt)
  return {
    fire(group, definitions, at) {
      const open = (groups[group] ??= {})
      for (const { labels, annotations, values = null } of definitions) {
        open[fingerprint(labels)] ??= { labels, annotations, values, startsAt: at, endsAt: null }
      }
      save()
      return listOf(group)
    },
    resolve(group, at, which = () => true) {
      const ended = listOf(group).filter(which)
      for (const alert of ended) delete groups[group]?.[fingerprint(alert.labels)]
      save()
      return ended.map((alert) => ({ ...alert, endsAt: at }))
    },
    firing: listOf,
    groups: () => Object.keys(groups).filter((group) => listOf(group).length > 0),
  }
}

function read(path: string | null): Groups {
  if (!path) return {}
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Groups
  } catch {
    return {}
  }
}
