import type { Budget, BudgetRequest } from './budget.ts'
import type { Day, DayRange, TimeRange } from './day.ts'
import type { CostLine, CostTotal } from './line.ts'
import type { OwnershipChange } from './ownership.ts'
import type { CostImport, CostSourceState } from './source.ts'

export type CostRange = ({ unit: 'hour' } & TimeRange) | ({ unit: 'day' } & DayRange)

/** Left out: no matter which. */
export interface CostFilter {
  sourceIds?: readonly string[]
  teamIds?: readonly string[]
  projects?: readonly string[]
}

/** The total of one hour or day. */
export interface CostPoint {
  /** ms of hours, the day of days. */
  at: number | Day
  sourceId: string
  currency: string
  micros: number
}

export interface CostReads {
  /** Sums over the range, by source, bucket, team, project and currency; in no order. */
  totals(range: CostRange, filter?: CostFilter): Promise<CostTotal[]>
  /** The same by service, without the source; in no order. */
  lines(range: CostRange, filter?: CostFilter): Promise<CostLine[]>
  /** Both at once, for half of what it costs to ask for each: lines of several sources may stand apart. */
  totalsAndLines(range: CostRange, filter?: CostFilter): Promise<{ totals: CostTotal[]; lines: CostLine[] }>
  /** By hour or day, source and currency, in order of time. */
  points(range: CostRange, filter?: CostFilter): Promise<CostPoint[]>
  /** In order of time. */
  imports(range: CostRange, filter?: Pick<CostFilter, 'sourceIds'>): Promise<CostImport[]>
  /** The newest one that is not empty, per source. */
  newestImports(unit: 'hour' | 'day'): Promise<CostImport[]>
  /** Those that were ever read, of the configuration of today or not. */
  sourceStates(): Promise<CostSourceState[]>
  /** Oldest first. */
  ownership(): Promise<OwnershipChange[]>
}

export interface CostRecords extends CostReads {
  /** What the source says of the period now: replaces everything known of it. `revision` is counted by the store. */
  replace(imported: Omit<CostImport, 'revision'>, lines: CostLine[]): Promise<CostImport>
  saveSourceState(state: CostSourceState): Promise<void>
  addOwnership(changes: OwnershipChange[]): Promise<void>
  /** Deletes hours before `hoursBefore` (ms) and days before `daysBefore`, with their imports. Returns how many periods. */
  deleteBefore(before: { hoursBefore: number; daysBefore: Day }, limit: number): Promise<number>
}

export interface BudgetRecords {
  all(): Promise<Budget[]>
  get(id: string): Promise<Budget | null>
  /** Compare-and-set on `version` (the stored one must be one less; 0 inserts); false when somebody else was first. */
  save(budget: Budget): Promise<boolean>
  /** False when it is not there any more, or in another version. */
  remove(id: string, version: number): Promise<boolean>
}

export interface BudgetRequestRecords {
  /** Throws UniqueViolation when one of the same budget waits. */
  insert(request: BudgetRequest): Promise<void>
  get(id: string): Promise<BudgetRequest | null>
  /** Those that wait, oldest first. */
  waiting(budgetId?: string): Promise<BudgetRequest[]>
  /** Compare-and-set on `version` (the stored one must be one less); false when somebody else was first. */
  update(request: BudgetRequest): Promise<boolean>
}

export interface CostReadSet {
  costs: CostReads
  budgets: Pick<BudgetRecords, 'all' | 'get'>
  budgetRequests: Pick<BudgetRequestRecords, 'get' | 'waiting'>
}

export interface CostRecordSet {
  costs: CostRecords
  budgets: BudgetRecords
  budgetRequests: BudgetRequestRecords
}
