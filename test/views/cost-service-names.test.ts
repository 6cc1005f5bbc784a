import { expect, test } from 'vitest'
import { costCsv } from '../../src/views/cost-csv.ts'
import { serviceWords } from '../../src/views/cost-part-words.ts'

test.each([
  ['Amazon Relational Database Service', 'RDS'],
  ['Amazon Simple Storage Service', 'S3'],
  ['Amazon Elastic Compute Cloud - Compute', 'EC2'],
  ['EC2 - Other', 'EC2 - Other'],
  ['Elastic Load Balancing', 'ELB'],
  ['Amazon Elastic Load Balancing', 'ELB'],
  ['AmazonCloudWatch', 'CloudWatch'],
  ['Amazon Elastic File System', 'EFS'],
  ['Amazon DynamoDB', 'DynamoDB'],
  ['Amazon ElastiCache', 'ElastiCache'],
  ['Amazon CloudFront', 'CloudFront'],
  ['Amazon Route 53', 'Route 53'],
  ['AWS Key Management Service', 'KMS'],
  ['Amazon Virtual Private Cloud', 'VPC'],
  ['AWS Lambda', 'Lambda'],
  ['AWS Support (Business)', 'Support (Business)'],
  ['Tax', 'Tax'],
  ['OCBPremiumSupport', 'OCBPremiumSupport'],
  ['Amazon ', 'Amazon '],
  ['constructor', 'constructor'],
  ['checkout', 'checkout'],
  ['aws-load-balancer-controller', 'aws-load-balancer-controller'],
  ['amazon-cloudwatch', 'amazon-cloudwatch'],
  ['', '(no workload)'],
])('in a table "%s" is called "%s"', (name, short) => {
  expect(serviceWords(name)).toBe(short)
})

test('a file has the whole name', () => {
  const line = { bucket: 'shared' as const, teamId: null, project: '', currency: 'USD', podMinutes: 0 }
  const lines = [{ ...line, service: 'Amazon Relational Database Service', micros: { database: 1 } }]
  const csv = costCsv({ from: '2026-11-01', to: '2026-11-02', lines, teamName: (id) => id })
  expect(csv).toContain(',Amazon Relational Database Service,')
})
