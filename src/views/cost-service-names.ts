import { own } from '../domain/own.ts'

// As Cost Explorer calls them, without "Amazon " and "AWS " before.
const SHORT: Readonly<Record<string, string>> = {
  AmazonCloudWatch: 'CloudWatch',
  'Certificate Manager': 'ACM',
  'DocumentDB (with MongoDB compatibility)': 'DocumentDB',
  'EC2 Container Registry (ECR)': 'ECR',
  'Elastic Block Store': 'EBS',
  'Elastic Compute Cloud': 'EC2',
  'Elastic Compute Cloud - Compute': 'EC2',
  'Elastic Container Registry': 'ECR',
  'Elastic Container Registry Public': 'ECR Public',
  'Elastic Container Service': 'ECS',
  'Elastic Container Service for Kubernetes': 'EKS',
  'Elastic File System': 'EFS',
  'Elastic Kubernetes Service': 'EKS',
  'Elastic Load Balancing': 'ELB',
  'Elastic MapReduce': 'EMR',
  'Key Management Service': 'KMS',
  'Managed Streaming for Apache Kafka': 'MSK',
  'OpenSearch Service': 'OpenSearch',
  'Relational Database Service': 'RDS',
  'Simple Email Service': 'SES',
  'Simple Notification Service': 'SNS',
  'Simple Queue Service': 'SQS',
  'Simple Storage Service': 'S3',
  'Virtual Private Cloud': 'VPC',
}

/** "RDS" of "Amazon Relational Database Service"; any other name stays as it is, so a workload of Kubernetes too. */
export function shortServiceName(name: string): string {
  const bare = name.replace(/^(Amazon|AWS) (?=\S)/, '')
  return own(SHORT, bare) ?? bare
}
