import { own } from '../../domain/own.ts'

const HOMES: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
}

/** Cost Explorer of China stands in another region than its other services. */
const COST_HOMES: Readonly<Record<string, string>> = { ...HOMES, 'aws-cn': 'cn-northwest-1' }

/** Where the services without a region of their own are asked; `arn` tells China and GovCloud apart. */
export function homeRegion(arn: string | undefined): string {
  return regionIn(HOMES, arn)
}

/** https://docs.aws.amazon.com/general/latest/gr/billing.html#billing-cost-explorer */
export function costRegion(arn: string | undefined): string {
  return regionIn(COST_HOMES, arn)
}

function regionIn(homes: Readonly<Record<string, string>>, arn: string | undefined): string {
  return own(homes, arn?.split(':')[1] ?? 'aws') ?? 'us-east-1'
}
