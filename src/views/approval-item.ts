import type { Button } from '@slack/types'
import {
  budgetItemButtons,
  budgetItemLine,
  budgetItemWords,
  type BudgetItem,
} from './approval-budget-item.ts'
import {
  deployItemButtons,
  deployItemLine,
  deployItemWords,
  type DeployItem,
} from './approval-deploy-item.ts'
import {
  resourceItemButtons,
  resourceItemLine,
  resourceItemWords,
  type ResourceItem,
} from './approval-resource-item.ts'

export type ApprovalItem =
  | ({ kind: 'deploy' } & DeployItem)
  | ({ kind: 'resource-change' } & ResourceItem)
  | ({ kind: 'budget-request' } & BudgetItem)

export function itemWords(item: ApprovalItem, now: number): string {
  switch (item.kind) {
    case 'deploy':
      return deployItemWords(item, now)
    case 'resource-change':
      return resourceItemWords(item, now)
    case 'budget-request':
      return budgetItemWords(item, now)
  }
}

export function itemLine(item: ApprovalItem, now: number): string {
  switch (item.kind) {
    case 'deploy':
      return deployItemLine(item, now)
    case 'resource-change':
      return resourceItemLine(item, now)
    case 'budget-request':
      return budgetItemLine(item, now)
  }
}

export function itemButtons(item: ApprovalItem, index: number): Button[] {
  switch (item.kind) {
    case 'deploy':
      return deployItemButtons(item, index)
    case 'resource-change':
      return resourceItemButtons(item, index)
    case 'budget-request':
      return budgetItemButtons(item, index)
  }
}
