import type { AwsCall, AwsService } from './aws-service.ts'
import { createCostExplorer, type CostExplorerContext } from './cost-explorer.ts'
import { isDenied } from './denied-actions.ts'
import type { FaultBook } from './faults.ts'
import { createIam } from './iam.ts'
import { createPricing } from './pricing.ts'
import type { SsmContext } from './ssm-parameter.ts'
import { createSsm } from './ssm.ts'
import type { StsContext } from './sts-context.ts'
import { createSts } from './sts.ts'

export interface OtherServicesContext {
  /** Parameter Store of all regions. */
  ssm: SsmContext
  sts: StsContext
  ce: CostExplorerContext
  faults: Pick<FaultBook, 'active'>
}

/** Every service but ElastiCache. */
export function otherServices(
  context: OtherServicesContext,
): Record<Exclude<AwsCall['service'], 'elasticache'>, AwsService> {
  return {
    ssm: createSsm(context.ssm),
    sts: createSts(context.sts),
    iam: createIam({ isDenied: (action) => isDenied(context.faults, action) }),
    pricing: createPricing(),
    ce: createCostExplorer(context.ce),
  }
}
