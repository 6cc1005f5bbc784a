import { own } from '../domain/own.ts'
import { money } from './cost-money.ts'
import { listed, named, type RefusalDetails, type RefusalWords } from './refusal-details.ts'

type Details = RefusalDetails

/** Refusals about what things cost. */
export const COST_REFUSALS: RefusalWords = {
  'cost-not-configured': () =>
    'No source of costs is configured. Ask the platform team to add one under `cost.clusters` or `cost.aws` in the configuration.',
  'cost-scope-unknown': (d) =>
    `No team or project ${named(d['name'], 'of that name')} is known.${nearest(d)} \`/cost company\` shows everything, with a menu to look into its parts.`,
  'cost-period-unknown': (d) =>
    `${named(d['period'], 'That')} is no time that is known. Write \`today\`, \`yesterday\`, \`7d\`, \`30d\`, \`week\`, \`last week\`, \`month\`, \`last month\`, or a month as \`2026-10\`.`,
  'cost-period-ahead': (d) =>
    `${named(d['period'], 'That time')} has not begun, so nothing is known of it. \`/budget\` tells where the running month is heading.`,
  'cost-nothing-known': (d) =>
    `Nothing is known of what ${named(d['name'], 'this')} cost in that time, which does not mean 0. Choose another time; \`/coxswain doctor\` tells what the sources lack.`,
  'cost-source-unknown': (d) =>
    `The source ${named(d['sourceId'], 'of these figures')} is not in the configuration any more. Ask the platform team to add it under \`cost\`, if it is still wanted.`,
}

/** Refusals about budgets. */
export const BUDGET_REFUSALS: RefusalWords = {
  'not-finance': () =>
    'Only the finance group sets budgets: the Slack groups under `cost.budgets.financeGroups`. Ask one of them, or ask for more with *Ask…* in `/budget`.',
  'finance-not-configured': () =>
    'Nobody can decide about budgets yet: no finance group is configured. Ask the platform team to set `cost.budgets.financeGroups` in the configuration.',
  'budget-unknown': (d) =>
    `There is no budget, team or project ${named(d['name'], 'of that name')}.${nearest(d)} \`/budget\` lists what there is.`,
  'budget-not-set': (d) =>
    `There is no budget of ${named(d['name'], 'that name')} to take away. Type an amount to set one; \`/budget\` lists what there is.`,
  'budget-amount-wrong': (d) =>
    `${own(AMOUNTS, String(d['problem'])) ?? 'That is no amount of money.'} Type what a month may cost, for example \`5,000\`.`,
  'budget-not-more': (d) =>
    `That is not more than the budget of today${amountWords(d)}. Type the whole budget of a month, not the difference; the finance group can make it smaller.`,
  'budget-request-unknown': () =>
    'This wish for a budget is not in the store any more. `/budget` shows the budgets and what waits.',
  'budget-already-asked': (d) =>
    `Somebody asked for another budget of ${named(d['name'], 'this team or project')} already. Wait for that to be decided, or ask whoever asked to withdraw it: \`/budget\` shows it.`,
  'not-your-budget': (d) =>
    `${named(d['name'], 'This budget')} is not of a team of yours, so you cannot ask for more. Ask somebody of the owning team (\`/owner\` names it).`,
  'budget-changed-meanwhile': (d) =>
    `Somebody changed the budget of ${named(d['name'], 'this team or project')} after you saw it. Look at it with \`/budget\` as it is now, then decide anew.`,
  'budget-request-over': (d) =>
    `This wish is over already (${own(STATES, String(d['state'])) ?? 'see its card'}). \`/budget\` shows the budget as it is; ask anew if more is still wanted.`,
}

const AMOUNTS: Record<string, string> = {
  missing: 'An amount is missing.',
  'no-amount': 'That is no amount of money.',
  'other-currency': 'That is in another currency than the one of budgets, which the form names.',
  'too-precise': 'That has more digits behind the point than the currency has.',
  'not-positive': 'A budget has to be more than 0.',
  'too-much': 'That is more than a budget can be.',
}

const STATES: Record<string, string> = {
  approved: 'it was approved',
  rejected: 'it was rejected',
  withdrawn: 'it was withdrawn',
  expired: 'nobody approved it in time',
  superseded: 'the budget was changed otherwise',
}

function nearest(d: Details): string {
  return d['nearest'] ? ` Did you mean ${listed(d['nearest'], '')}?` : ''
}

function amountWords(d: Details): string {
  const { monthly, currency } = d
  if (typeof monthly !== 'number') return ''
  return `, ${money(monthly, typeof currency === 'string' ? currency : '')} a month`
}
