import { z } from 'zod'
import { APPROVAL_REMEDY, approvalPart } from './approval-part.ts'
import { awsRegion, REGION_REMEDY } from './aws-kinds.ts'
import { field } from './field.ts'
import { labelValue, webUrl, who, WHO_REMEDY } from './kinds.ts'
import { redisSection } from './redis-section.ts'
import { EXAMPLE_RESOURCE_ENVIRONMENTS } from './resources-example.ts'

/** What ElastiCache takes within a name. */
function nameInNames() {
  return z.string().regex(/^(?=.{1,16}$)[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: 'may hold a-z, 0-9 and single "-" between them, at most 16 characters',
  })
}

const rule = () =>
  approvalPart({
    requester: 'Whether who asked for it may approve it.',
    late: 'What nobody approved in this time is not done.',
  })

const approval = z.strictObject({
  ...rule(),
  monthlyOver: field(
    z.number().positive().max(1_000_000).optional(),
    'Asked for only when a month costs more than this (USD, list price) or nobody knows what it costs. Always asked for without it.',
    { remedy: 'write an amount of USD over 0, or leave it out' },
  ),
})

const deletion = z.strictObject({
  approval: field(z.strictObject(rule()).optional(), 'The second person. Without it, nobody is asked.', {
    remedy: APPROVAL_REMEDY,
  }),
  finalSnapshot: field(
    z.boolean().default(false),
    'Whether a snapshot is taken, and verified, before the data is removed. It is kept.',
  ),
})

const environment = z.strictObject({
  name: field(nameInNames(), 'Unique, as people choose it; it stands in the names of resources.', {
    remedy:
      'choose a short one such as prod: names have 40 characters, for project, environment and the rest',
  }),
  account: field(labelValue(), 'Name of the account.', {
    remedy: 'name an account listed under aws.accounts',
  }),
  region: field(awsRegion(), 'AWS region.', { remedy: REGION_REMEDY }),
  creators: field(
    z.array(who()).min(1).default(['owning-team']),
    'Who may create, modify and delete: owning-team, everybody or ids of Slack user groups.',
    { remedy: WHO_REMEDY },
  ),
  approval: field(
    approval.optional(),
    'Creating and modifying wait until people approve. Without it, they begin at once.',
    { remedy: APPROVAL_REMEDY },
  ),
  deletion: field(deletion.prefault({}), 'What deleting asks for beside the name, typed again.'),
  tags: field(
    z.record(z.string(), z.string()).default({}),
    'Tags of everything that is made here, beside team, project and environment.',
    { remedy: 'write a mapping: the key of a tag, and its value in quotes' },
  ),
  dashboard: field(
    webUrl().optional(),
    'Address of a dashboard, with {name}, {region}, {project} and {environment} where they belong.',
    { remedy: 'write https://…, or leave it out' },
  ),
  redis: field(
    redisSection.optional(),
    'Redis / Valkey on ElastiCache. It can not be had here without this part.',
    { remedy: 'compare it with coxswain.example.yaml, or leave it out' },
  ),
})

export const resourcesSection = z.strictObject({
  environments: field(
    z.array(environment).default([]),
    'Where people create resources by themselves, and by which rules. None can be created without it.',
    {
      remedy: 'write a list: a line with "- name: …" for each environment',
      example: EXAMPLE_RESOURCE_ENVIRONMENTS,
    },
  ),
})
