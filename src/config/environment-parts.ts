import { z } from 'zod'
import { APPROVAL_REMEDY, approvalPart } from './approval-part.ts'
import { field } from './field.ts'
import { labelValue, nonEmptyText, slug, timeZone, who, WHO_REMEDY } from './kinds.ts'
import { LOCAL_TIME_REMEDY, localTime, WEEK_TIME_REMEDY, weekTime } from './time-kinds.ts'

const region = () =>
  z.strictObject({
    region: field(slug(), 'Only once in an environment.'),
    cluster: field(labelValue(), 'Name of the cluster it runs in.', {
      remedy: 'name a cluster listed under clusters',
    }),
  })

const wave = () =>
  z.strictObject({
    name: field(nonEmptyText(), 'As people read it.'),
    regions: field(z.array(region()).min(1), 'They go at the same time.', {
      remedy: 'write a list: a line with "- { region: …, cluster: … }" for each region',
    }),
  })

const approval = () => {
  const { expiresMinutes, ...part } = approvalPart({
    requester: 'Whether who asked for the deploy may approve it.',
    late: 'What nobody approved in this time is not deployed.',
  })
  return z.strictObject({
    ...part,
    authorMay: field(z.boolean().default(true), 'Whether the author of the commit may approve it.'),
    expiresMinutes,
  })
}

const promotion = () =>
  z.strictObject({
    from: field(slug(), 'Earlier environment in which the version must have succeeded.', {
      remedy: 'name an environment that stands above this one',
    }),
    same: field(
      z.enum(['digest', 'commit']).default('digest'),
      'What must be the same: the "digest" of the image, or the "commit" where images differ per environment.',
    ),
    withinDays: field(z.number().positive().max(365), 'How long ago it may be.'),
  })

const weekly = () =>
  z.strictObject({
    from: field(weekTime(), 'Day and time at which it begins.', { remedy: WEEK_TIME_REMEDY }),
    to: field(weekTime(), 'Day and time at which deploys go again.', { remedy: WEEK_TIME_REMEDY }),
  })

const dated = () =>
  z.strictObject({
    from: field(localTime(), 'When it begins, as in 2026-12-24T18:00.', { remedy: LOCAL_TIME_REMEDY }),
    to: field(localTime(), 'When deploys go again, as in 2027-01-02T09:00.', { remedy: LOCAL_TIME_REMEDY }),
  })

const freeze = () =>
  z.strictObject({
    reason: field(nonEmptyText(), 'Shown to everybody whom it stops.'),
    timeZone: field(timeZone().optional(), "Zone of its times; the file's own timeZone without it.", {
      remedy: 'use a name such as Asia/Seoul or Europe/Berlin',
    }),
    weekly: field(weekly().optional(), 'Every week: from and to. Either weekly or dated is given.'),
    dated: field(dated().optional(), 'Once: from and to.'),
  })

const DEPLOYERS = 'Who may deploy, roll back and unlock: owning-team, everybody or ids of Slack user groups.'

/** What an environment says of itself, without defaults: a project replaces whole parts of it. */
export function environmentParts() {
  return {
    deployers: field(z.array(who()).min(1), DEPLOYERS, { remedy: WHO_REMEDY }),
    waves: field(z.array(wave()).min(1), 'Regions in the order of the rollout: wave after wave.', {
      remedy: 'write a list: a line with "- name: …" and its regions for each wave',
    }),
    approval: field(
      approval().optional(),
      'Each wave waits until people approve it. Without it, waves start by themselves.',
      { remedy: APPROVAL_REMEDY },
    ),
    promotion: field(
      promotion().optional(),
      'The version must have succeeded in an earlier environment. Without it, it need not.',
      { remedy: 'give promotion: { from: alpha, withinDays: 14 }, or leave it out' },
    ),
    freezes: field(z.array(freeze()), 'When nothing is deployed. Rollbacks go, and so does break-glass.', {
      remedy: 'write a list: a line with "- reason: …" for each freeze',
    }),
    stabilitySeconds: field(
      z.number().min(0).max(3_600),
      'How long new pods must stay up before the rollout counts as a success.',
    ),
    autoRollback: field(z.boolean(), 'Whether a deploy that fails is rolled back without being asked.'),
    lockAfterRollback: field(z.boolean(), 'Whether a rollback locks the service until somebody unlocks it.'),
  }
}
