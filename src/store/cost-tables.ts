import type { Generated } from 'kysely'
import type { BudgetRequest } from '../domain/cost/budget.ts'
import type { CostImport } from '../domain/cost/source.ts'

export type CostUnit = CostImport['period']['unit']

/** Every name that figures carry, once: of sources, teams, projects, services and currencies. */
export interface CostNamesTable {
  id: Generated<number>
  name: string
  /** The last day (since the epoch, UTC for hours) that has figures of it. */
  last_used: number
}

/** Some projects of a source in a currency: few enough to find one of them, and enough to store them together. */
export interface CostGroupsTable {
  id: Generated<number>
  /** A name, as `currency` is. */
  source: number
  currency: number
  /** Projects whose numbers are near each other. */
  part: number
}

/** Of which projects and teams (names) a group ever had figures. */
export interface CostGroupMembersTable {
  member: number
  grp: number
}

/** Everything of a group in a period. */
export interface CostFiguresTable {
  unit: CostUnit
  /** Hours: when they begin, in ms; days: since the epoch. */
  period: number
  grp: number
  /** Micro-units of all in `body`. */
  total: number
  /** See `cost-body.ts`. */
  body: Uint8Array
}

export interface CostImportsTable {
  unit: CostUnit
  period: number
  source: number
  state: CostImport['state']
  covered_ms: number
  length_ms: number
  is_estimated: 0 | 1
  read_at: number
  revision: number
}

export interface CostSourceStatesTable {
  id: string
  body: string
}

export interface CostOwnershipTable {
  arrival: Generated<number>
  cluster: string
  namespace: string
  team_id: string | null
  from_at: number
}

export interface BudgetsTable {
  id: string
  version: number
  body: string
}

export interface BudgetRequestsTable {
  id: string
  budget_id: string
  state: BudgetRequest['state']
  created_at: number
  version: number
  body: string
}

export interface CostTables {
  cost_names: CostNamesTable
  cost_groups: CostGroupsTable
  cost_group_members: CostGroupMembersTable
  cost_figures: CostFiguresTable
  cost_imports: CostImportsTable
  cost_source_states: CostSourceStatesTable
  cost_ownership: CostOwnershipTable
  budgets: BudgetsTable
  budget_requests: BudgetRequestsTable
}
