import { z } from 'zod'
import { WAIVABLE_RULES } from '../domain/deploys/deploy-policy.ts'
import { EXAMPLE_ENVIRONMENTS, EXAMPLE_EXCEPTIONS, EXAMPLE_OVERRIDES } from './deploys-example.ts'
import { environmentParts } from './environment-parts.ts'
import { field } from './field.ts'
import { labelValue, nonEmptyText, slug, USER_GROUP_REMEDY, userGroupId } from './kinds.ts'
import { dayOrTime } from './time-kinds.ts'

// A default would fill in what a project's entry leaves to the environment: only environments have them.
const parts = environmentParts()

const environment = z.strictObject({
  name: field(slug(), 'Unique, as people type it.'),
  ...parts,
  deployers: parts.deployers.default(['owning-team']),
  freezes: parts.freezes.default([]),
  stabilitySeconds: parts.stabilitySeconds.default(60),
  autoRollback: parts.autoRollback.default(false),
  lockAfterRollback: parts.lockAfterRollback.default(false),
})

const override = z.strictObject({
  project: field(labelValue(), 'Namespace of a project listed under projects.'),
  environments: field(
    z.record(z.string(), z.strictObject(environmentParts()).partial()),
    'By environment: any part of deploys.environments[] but the name. A part given here replaces the whole part.',
    { remedy: 'write a mapping: the name of an environment, and under it what differs there' },
  ),
})

const exception = z.strictObject({
  id: field(slug(), 'Unique; shown wherever the exception changes something.'),
  project: field(labelValue(), 'Namespace of a project listed under projects.'),
  environment: field(slug(), 'Name of an environment.'),
  rule: field(z.enum(WAIVABLE_RULES), 'The rule that does not hold.'),
  owner: field(nonEmptyText(), 'Who answers for it: a team or a person.'),
  reason: field(nonEmptyText(), 'Why, for those who read it later.'),
  expires: field(
    dayOrTime().optional(),
    "Last day (it ends with that day, in the file's timeZone) or moment; standing without it.",
    { remedy: 'write a day, such as 2026-12-31, or leave it out for a standing exception' },
  ),
})

export const deploysSection = z.strictObject({
  onCallGroup: field(
    userGroupId().optional(),
    'Slack user group whose members may break the glass in an emergency: no approval, no freeze. Nobody without it.',
    { remedy: USER_GROUP_REMEDY, example: 'S0ONCALL' },
  ),
  environments: field(
    z.array(environment).default([]),
    'Where services are deployed, in the order of promotion. Nothing is deployed without it.',
    {
      remedy: 'write a list: a line with "- name: …" for each environment',
      example: EXAMPLE_ENVIRONMENTS,
    },
  ),
  projects: field(z.array(override).default([]), 'Projects that differ from what holds for all.', {
    remedy: 'write a list: a line with "- project: …" for each project',
    example: EXAMPLE_OVERRIDES,
  }),
  exceptions: field(
    z.array(exception).default([]),
    'Rules that do not hold for one project, standing or until a day, with who answers for it and why.',
    {
      remedy: 'write a list: a line with "- id: …" for each exception',
      example: EXAMPLE_EXCEPTIONS,
    },
  ),
})
