import { z } from 'zod'
import { costBudgetsPart } from './cost-budgets-part.ts'
import { CURRENCY_REMEDY, currencyCode, NAMESPACE_PATTERN_REMEDY, namespacePattern } from './cost-kinds.ts'
import { costAwsPart, costClustersPart } from './cost-sources-part.ts'
import { field } from './field.ts'
import { nonEmptyText } from './kinds.ts'
import { TIME_OF_DAY_REMEDY, timeOfDay, WEEKDAY_WORDS } from './time-kinds.ts'

const shared = z.strictObject({
  namespaces: field(
    z.array(namespacePattern()).default(['kube-system', 'kube-public', 'kube-node-lease']),
    'Namespaces that serve everybody, in every cluster, whoever owns them; "*" at the end stands for any rest.',
    { remedy: NAMESPACE_PATTERN_REMEDY },
  ),
  services: field(
    z
      .array(nonEmptyText())
      .default([
        'Tax',
        'AWS Support (Developer)',
        'AWS Support (Business)',
        'AWS Support (Enterprise)',
        'AWS Cost Explorer',
      ]),
    'Services that serve everybody where they carry no project, as Cost Explorer calls them.',
    { remedy: "write a list of names, such as ['Tax'], or [] for none" },
  ),
})

const digest = z.strictObject({
  enabled: field(z.boolean().default(true), 'Whether the hourly cost digest is posted.'),
  afterMinutes: field(
    z.int().min(1).max(50).default(5),
    'Minutes after the full hour at which it is made. OpenCost knows the hour by then.',
  ),
  percent: field(
    z.number().min(0).max(1_000).default(20),
    'It is posted when the hour or the day so far differs from the same time a week before by more than this, and by more than amount.',
  ),
  amount: field(
    z.number().min(0).max(1_000_000_000).default(1),
    'See percent; in units of the currency. The digest is posted too when a source fails or comes back.',
  ),
})

const daily = z.strictObject({
  enabled: field(z.boolean().default(true), 'Whether the day before is told.'),
  at: field(timeOfDay().default('09:00'), 'When, by timeZone.', { remedy: TIME_OF_DAY_REMEDY }),
})

const weekly = z.strictObject({
  enabled: field(z.boolean().default(true), 'Whether the week before is told.'),
  on: field(z.enum(WEEKDAY_WORDS).default('monday'), 'Day of the week.'),
  at: field(timeOfDay().default('09:00'), 'When, by timeZone.', { remedy: TIME_OF_DAY_REMEDY }),
})

export const costSection = z.strictObject({
  currency: field(
    currencyCode().default('USD'),
    'Currency that is told first, and that budgets are in. Currencies are never converted.',
    { remedy: CURRENCY_REMEDY },
  ),
  clusters: costClustersPart,
  aws: costAwsPart,
  shared: field(shared.prefault({}), 'What serves everybody stands on a line of its own.'),
  digest: field(digest.prefault({}), 'The hourly cost digest, to each team and the company.'),
  daily: field(daily.prefault({}), 'The edition of each day, with a chart.'),
  weekly: field(weekly.prefault({}), 'The edition of each week, with a chart.'),
  charts: field(
    z.enum(['native', 'image', 'text']).default('image'),
    '"native": Slack\'s chart block, an image where the workspace refuses it. "image": an uploaded picture. "text": a line of characters.',
  ),
  budgets: field(costBudgetsPart.prefault({}), 'What teams and projects may cost in a month.'),
  restateDays: field(
    z.int().min(0).max(9).default(3),
    'Days that are read again once a day, because sources correct themselves.',
  ),
  retentionMonths: field(
    z.int().min(3).max(60).default(13),
    'Figures of days are deleted from the database after this time; those of hours after ten days.',
  ),
})
