import { z } from 'zod'

export function awsAccountId() {
  return z.string().regex(/^\d{12}$/, { error: 'is not an account id of 12 digits' })
}

export function roleArn() {
  return z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, {
    error: 'is not the ARN of a role',
  })
}

export function awsRegion() {
  return z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: 'is not the name of an AWS region' })
}
export const REGION_REMEDY = 'write a region such as ap-northeast-2 or eu-central-1'

export function awsZone() {
  return z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d(-[a-z]+-\d)?[a-z]$/, {
    error: 'is not the name of an availability zone',
  })
}
export const ZONE_REMEDY = 'write a zone such as ap-northeast-2a'

export function subnetId() {
  return z.string().regex(/^subnet-[0-9a-f]{8}([0-9a-f]{9})?$/, { error: 'is not the id of a subnet' })
}

export function securityGroupId() {
  return z.string().regex(/^sg-[0-9a-f]{8}([0-9a-f]{9})?$/, { error: 'is not the id of a security group' })
}

/** What AWS says when it is asked for the key of something. */
export function kmsKeyArn() {
  return z.string().regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, {
    error: 'is not the ARN of a key',
  })
}

export function cacheNodeType() {
  return z.string().regex(/^cache\.[a-z0-9-]+\.[a-z0-9]+$/, { error: 'is not a node type' })
}
