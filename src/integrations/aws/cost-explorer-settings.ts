import type { Clock } from '../../lib/clock.ts'
import type { AwsAccount } from './aws-account.ts'
import type { AwsCallNote } from './calls.ts'

export interface CostExplorerSettings {
  /** Cost allocation tag whose value is the project. */
  projectTag: string
  metric: 'AmortizedCost' | 'NetAmortizedCost' | 'UnblendedCost' | 'NetUnblendedCost'
  /** Services that another source tells already, as Cost Explorer calls them. */
  leaveOut: readonly string[]
}

export interface CostExplorerOptions extends CostExplorerSettings {
  account: AwsAccount
  clock: Clock
  onCall?: (call: AwsCallNote) => void
}
