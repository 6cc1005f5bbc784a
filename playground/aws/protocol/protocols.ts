import type { AwsCall } from '../aws-service.ts'
import { jsonProtocol } from './json.ts'
import { queryProtocol } from './query.ts'
import type { WireProtocol } from './wire.ts'

/** What the installed SDK clients speak: `runtimeConfig.shared.js` of each. */
export const PROTOCOLS: Record<AwsCall['service'], WireProtocol> = {
  elasticache: queryProtocol({
    namespace: 'http://elasticache.amazonaws.com/doc/2015-02-02/',
    version: '2015-02-02',
  }),
  sts: queryProtocol({ namespace: 'https://sts.amazonaws.com/doc/2011-06-15/', version: '2011-06-15' }),
  iam: queryProtocol({ namespace: 'https://iam.amazonaws.com/doc/2010-05-08/', version: '2010-05-08' }),
  ssm: jsonProtocol({ target: 'AmazonSSM' }),
  pricing: jsonProtocol({ target: 'AWSPriceListService' }),
  ce: jsonProtocol({ target: 'AWSInsightsIndexService' }),
}

export function isService(name: string): name is AwsCall['service'] {
  return Object.hasOwn(PROTOCOLS, name)
}
