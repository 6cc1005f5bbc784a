import { z } from 'zod'
import { apiUrl, CURRENCY_REMEDY, currencyCode, OPENCOST_URL_REMEDY, tagKey } from './cost-kinds.ts'
import { field } from './field.ts'
import { labelValue, nonEmptyText } from './kinds.ts'

const cluster = z.strictObject({
  cluster: field(
    labelValue(),
    'Unique: the name under which alerts and projects know the cluster. It need not stand in clusters.',
  ),
  url: field(apiUrl(), "Where OpenCost's API begins. Each cluster has an OpenCost of its own.", {
    remedy: OPENCOST_URL_REMEDY,
  }),
  currency: field(
    currencyCode().default('USD'),
    'Currency of its price book: OpenCost tells figures without one.',
    { remedy: CURRENCY_REMEDY },
  ),
  prices: field(
    z.enum(['list', 'billed']).default('list'),
    '"billed" when its cloud integration reconciles with the invoice; "list" when it knows list prices only.',
  ),
})

export const costClustersPart = field(
  z.array(cluster).default([]),
  'OpenCost of each cluster whose cost is told.',
  {
    remedy: 'write a list: a line with "- cluster: …" for each cluster',
    example: [
      { cluster: 'prod-kr', url: 'http://opencost.opencost.svc:9003', currency: 'USD', prices: 'list' },
      { cluster: 'prod-eu', url: 'https://opencost.prod-eu.example.com', prices: 'billed' },
    ],
  },
)

const account = z.strictObject({
  account: field(labelValue(), 'Unique: name of the account whose Cost Explorer is asked.', {
    remedy: 'name an account listed under aws.accounts',
  }),
  projectTag: field(
    tagKey().default('project'),
    'Cost allocation tag whose value is the project. It must be activated in the billing console.',
    { remedy: 'write the key as the billing console shows it, such as project' },
  ),
  metric: field(
    z
      .enum(['AmortizedCost', 'NetAmortizedCost', 'UnblendedCost', 'NetUnblendedCost'])
      .default('AmortizedCost'),
    'Which figure of Cost Explorer: amortized spreads what was paid in advance, net counts discounts.',
  ),
  leaveOut: field(
    z.array(nonEmptyText()).default(['Amazon Elastic Compute Cloud - Compute', 'EC2 - Other']),
    'Services that OpenCost of the clusters tells already, as Cost Explorer calls them. Nothing is counted twice.',
    { remedy: "write a list of names, such as ['EC2 - Other'], or [] for none" },
  ),
  callsPerDay: field(
    z.int().min(1).max(10).default(10),
    'Most calls on one day of UTC. Each costs USD 0.01.',
    { remedy: 'write a whole number from 1 to 10' },
  ),
})

export const costAwsPart = field(
  z.array(account).default([]),
  'Cost Explorer of each account whose cost is told.',
  {
    remedy: 'write a list: a line with "- account: …" for each account',
    example: [
      {
        account: 'main',
        projectTag: 'project',
        metric: 'AmortizedCost',
        leaveOut: ['Amazon Elastic Compute Cloud - Compute', 'EC2 - Other'],
        callsPerDay: 10,
      },
    ],
  },
)
