import type { Refusal } from '../domain/actor.ts'
import type { Team } from '../domain/catalogue.ts'
import type { ApprovalRule } from '../domain/approval-rule.ts'
import type { Draft } from '../domain/deploys/draft.ts'
import type { Release } from '../domain/deploys/release.ts'

export interface Picked {
  project: string | null
  service: string | null
  environment: string | null
  version: { value: string; text: string } | null
  /** null: all. */
  regions: string[] | null
}

export interface DeployModalView {
  kind: 'deploy' | 'rollback'
  picked: Picked
  /** Of the picked project. */
  environments: { name: string; regions: { region: string; wave: string }[]; mayDeploy: boolean }[]
  /** What ran before; of a rollback only. */
  previous: { release: Release; at: number; deployId: string | null }[]
  plan:
    | { state: 'none' }
    | { state: 'loading' }
    | { state: 'refused'; refusal: Refusal }
    | { state: 'ready'; draft: Draft; approval: ApprovalRule | null; team: Team | null }
  now: number
}
