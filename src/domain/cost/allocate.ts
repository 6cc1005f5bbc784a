import type { CostLine, CostRow } from './line.ts'
import type { Ownership } from './ownership.ts'
import type { CostPolicy } from './policy.ts'
import { sumLines } from './sum-lines.ts'

export interface AllocationRules extends Pick<CostPolicy, 'sharedProjects' | 'sharedServices'> {
  ownership: Ownership
}

/**
 * Gives each row to whom it belonged at that time. What is idle or shared belongs to the company, whoever owns the
 * namespace; nothing is spread over teams, and nothing is lost: the sum of the lines is the sum of the rows.
 */
export function allocate(
  rows: readonly CostRow[],
  place: { cluster: string | null; at: number },
  rules: AllocationRules,
): CostLine[] {
  return sumLines(
    rows.map((row) => {
      const { project, service, currency, micros, podMinutes } = row
      return { ...ownerOfRow(row, place, rules), project, service, currency, micros, podMinutes }
    }),
  )
}

function ownerOfRow(
  row: CostRow,
  { cluster, at }: { cluster: string | null; at: number },
  rules: AllocationRules,
): Pick<CostLine, 'bucket' | 'teamId'> {
  if (row.role === 'idle') return { bucket: 'idle', teamId: null }
  if (isShared(row, rules)) return { bucket: 'shared', teamId: null }
  const teamId = row.project === '' ? null : rules.ownership.ownerAt({ cluster, namespace: row.project }, at)
  return { bucket: teamId === null ? 'unowned' : 'team', teamId }
}

function isShared({ role, project, service }: CostRow, { sharedProjects, sharedServices }: AllocationRules) {
  if (role === 'shared') return true
  return project === '' ? sharedServices.includes(service) : isSharedProject(project, sharedProjects)
}

/** Whether the namespace serves everybody. */
export function isSharedProject(project: string, sharedProjects: CostPolicy['sharedProjects']): boolean {
  return sharedProjects.some((pattern) => matches(pattern, project))
}

function matches(pattern: string, project: string): boolean {
  return pattern.endsWith('*') ? project.startsWith(pattern.slice(0, -1)) : project === pattern
}
