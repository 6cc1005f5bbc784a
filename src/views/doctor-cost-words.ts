import type { CostFindingCode, Finding } from '../domain/doctor-report.ts'
import { own } from '../domain/own.ts'
import { FAILURES } from './cost-source-words.ts'
import { code, moment } from './mrkdwn.ts'

type Details = Finding['details']

/** What the doctor finds of the sources of costs, in words. */
export const COST_FINDINGS: Record<CostFindingCode, (details: Details) => string> = {
  'cost-source-well': (d) => `${source(d)} tells what things cost, ${untilWords(d)}`,
  'cost-source-down': (d) =>
    `${source(d)} tells no costs${since(d['since'])}: ${own(FAILURES, String(d['code'])) ?? 'it fails'} (${code(String(d['message'] ?? ''), 200)}). ${REMEDIES[kindOf(d)]} It is asked again by itself; figures of the time meanwhile are read then.`,
  'cost-source-late': (d) =>
    `${source(d)} answers, but tells figures ${untilWords(d)}${typeof d['until'] === 'number' ? ' only' : ''}. ${LATE[kindOf(d)]}`,
  'cost-tag-inactive': (d) =>
    `In the AWS account ${code(String(d['account'] ?? ''), 80)} the tag ${code(String(d['tag'] ?? ''), 80)} is not active for cost allocation, so nothing there has an owner. Activate it in the billing console of the management account; it counts from about a day later.`,
  'cost-calls': (d) =>
    `Cost Explorer of ${code(String(d['account'] ?? ''), 80)} was asked ${d['used'] ?? 0} of at most ${d['most'] ?? 0} times today (USD 0.01 each)`,
  'cost-calls-spent': (d) =>
    `Cost Explorer of ${code(String(d['account'] ?? ''), 80)} was asked ${d['most'] ?? 0} times today, which is the most that is allowed: newer figures are read after 00:00 UTC. ${FEWER[Number(d['most']) < MOST_CALLS ? 'allowed' : 'most']}`,
  'cost-not-configured': () =>
    'What things cost is not told: no source is configured under `cost.clusters` or `cost.aws`',
  'chart-blocks-refused': (d) =>
    `Slack refuses its own chart blocks here${since(d['since'])}. Pictures are posted instead, and after seven days the chart block is tried again. Nothing needs to be done; \`cost.charts: image\` stays with pictures.`,
}

/** What the configuration takes. */
const MOST_CALLS = 10

const LEAVE_OUT =
  'name services under `leaveOut` of the account that OpenCost tells already or nobody needs to see: fewer rows are fewer pages, and each page is a call'

const FEWER = {
  allowed: `To have them sooner, raise \`callsPerDay\` under \`cost.aws\` (at most ${MOST_CALLS}, each call costs USD 0.01), or ${LEAVE_OUT}.`,
  most: `More than ${MOST_CALLS} a day are never made. Wait until then; if it happens every day, ${LEAVE_OUT}.`,
}

const REMEDIES = {
  opencost: 'Check that OpenCost runs, and its `url` under `cost.clusters`.',
  'cost-explorer':
    'Check the role of the account, with `deploy/aws-iam-policy-cost.json`, and that Cost Explorer is switched on.',
}

const LATE = {
  opencost: 'Look whether OpenCost and its Prometheus run there.',
  'cost-explorer': 'AWS is late by up to two days at times; look into the billing console if it lasts.',
}

function kindOf(d: Details): 'opencost' | 'cost-explorer' {
  return d['kind'] === 'cost-explorer' ? 'cost-explorer' : 'opencost'
}

function source(d: Details): string {
  const name = kindOf(d) === 'opencost' ? 'OpenCost' : 'Cost Explorer'
  return `${name} ${code(String(d['place'] ?? ''), 80)}`
}

function untilWords({ until }: Details): string {
  return typeof until === 'number' ? `until ${moment(until)}` : 'of no time at all yet'
}

function since(value: Details[string] | undefined): string {
  return typeof value === 'number' ? ` since ${moment(value)}` : ''
}
