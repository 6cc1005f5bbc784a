import { z } from 'zod'
import { awsAccountId, roleArn } from './aws-kinds.ts'
import { field } from './field.ts'
import { labelValue, loopbackUrl, nonEmptyText } from './kinds.ts'

const ID_REMEDY = 'write it in quotes, with all 12 digits: "123456789012"'

const role = z.strictObject({
  arn: field(roleArn(), 'The role, as arn:aws:iam::123456789012:role/coxswain.', {
    remedy: 'in the IAM console: Roles → the role → ARN',
  }),
  externalId: field(nonEmptyText().optional(), 'What its trust policy asks for as sts:ExternalId.'),
})

const account = z.strictObject({
  name: field(labelValue(), 'Unique; resources.environments and cost.aws refer to it.'),
  id: field(awsAccountId(), 'Its id: nothing is done with credentials of another account.', {
    remedy: ID_REMEDY,
  }),
  profile: field(
    nonEmptyText().optional(),
    "Profile of the shared AWS files; the SDK's default chain without it.",
  ),
  role: field(role.optional(), 'Instead of profile: a role that the bot assumes.', {
    remedy: 'give role: { arn: "arn:aws:iam::123456789012:role/coxswain" }, or leave it out',
  }),
  endpoint: field(
    loopbackUrl().optional(),
    'Address of a simulated AWS on this machine, for trying out. Leave it out for the real one.',
    { remedy: 'leave it out for the real AWS; a simulated one is at http://127.0.0.1:PORT' },
  ),
})

export const awsSection = z.strictObject({
  accounts: field(
    z.array(account).default([]),
    'Accounts in which resources are made, or whose cost is told. What the bot may do there is in deploy/aws-iam-policy.json and deploy/aws-iam-policy-cost.json.',
    {
      remedy: 'write a list: a line with "- name: …" for each account',
      example: [
        { name: 'dev', id: '210987654321', profile: 'coxswain-dev' },
        {
          name: 'main',
          id: '123456789012',
          role: { arn: 'arn:aws:iam::123456789012:role/coxswain', externalId: 'coxswain' },
        },
      ],
    },
  ),
})
