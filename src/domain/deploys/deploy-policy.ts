import type { ApprovalRule, Who } from '../approval-rule.ts'

export interface RegionPlace {
  region: string
  cluster: string
}

/** Regions that go at the same time. */
export interface Wave {
  name: string
  regions: RegionPlace[]
}

/** The same digest, or commit where images differ per environment, succeeded in `from` within the time. */
export interface PromotionRule {
  from: string
  same: 'digest' | 'commit'
  withinMs: number
}

/** Wall-clock times of `timeZone`; the end is not part of it. */
export type FreezeWindow = { reason: string; timeZone: string } & (
  | { kind: 'weekly'; from: WeekTime; to: WeekTime }
  /** ISO local times, as in `2026-12-24T18:00`. */
  | { kind: 'dated'; from: string; to: string }
)

export interface WeekTime {
  /** 1 is Monday, 7 is Sunday. */
  weekday: number
  /** `HH:mm` */
  time: string
}

export interface EnvironmentPolicy {
  name: string
  deployers: Who[]
  waves: Wave[]
  /** null: starts at once. Otherwise each wave is approved. */
  approval: ApprovalRule | null
  promotion: PromotionRule | null
  freezes: FreezeWindow[]
  stabilityMs: number
  autoRollback: boolean
  lockAfterRollback: boolean
}

export const WAIVABLE_RULES = ['approval', 'promotion', 'freeze'] as const
export type WaivableRule = (typeof WAIVABLE_RULES)[number]

/** One rule does not hold for one project: the unpaved road. */
export interface PolicyException {
  id: string
  project: string
  environment: string
  rule: WaivableRule
  owner: string
  reason: string
  /** null: standing. */
  expiresAt: number | null
}

export type EnvironmentOverride = Partial<Omit<EnvironmentPolicy, 'name'>>

export interface DeployPolicy {
  /** In the order of promotion. */
  environments: EnvironmentPolicy[]
  /** By project, then environment. */
  overrides: Record<string, Record<string, EnvironmentOverride>>
  exceptions: PolicyException[]
  /** Whose members may break the glass, null: nobody. */
  onCallGroup: string | null
}
