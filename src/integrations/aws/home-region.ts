import { own } from '../../domain/own.ts'

const HOMES: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
}

/** Where the services without a region of their own are asked; `arn` tells China and GovCloud apart. */
export function homeRegion(arn: string | undefined): string {
  return own(HOMES, arn?.split(':')[1] ?? 'aws') ?? 'us-east-1'
}
