import type { Finding, FindingCode } from '../domain/doctor-report.ts'
import { COST_FINDINGS } from './doctor-cost-words.ts'
import { channel, code, duration, moment, plain } from './mrkdwn.ts'
import { plural } from './text.ts'

type Details = Finding['details']

const text = (value: Details[string] | undefined) => String(value ?? '')
const number = (value: Details[string] | undefined) => (typeof value === 'number' ? value : 0)
const setting = (value: Details[string] | undefined) => code(text(value), 80)
const error = (value: Details[string] | undefined) => code(text(value), 200)

/** Each finding in words; what is wrong says what to do. */
const WORDS: Record<FindingCode, (details: Details) => string> = {
  'token-accepted': ({ team }) => `Slack accepts the bot token, in workspace ${plain(text(team), 80)}`,
  'token-refused': (d) =>
    `Slack refuses the bot token (${error(d['error'])}). Reinstall the app on https://api.slack.com/apps, put the new token into \`SLACK_BOT_TOKEN\` and restart.`,
  'slack-unreachable': (d) =>
    `Slack could not be asked (${error(d['error'])}). Check the network from the bot to \`slack.apiUrl\`, then run this again.`,
  'scopes-complete': () => 'The token has every scope it needs',
  'scopes-missing': (d) =>
    `The token lacks ${code(text(d['scopes']), 200)}: ${plain(text(d['without']), 400)}. Update the app from \`manifest.yml\` and reinstall it.`,
  'scopes-unknown': () =>
    'Slack does not say which scopes the token has. Compare the app with `manifest.yml`.',
  'door-open': () => 'Commands and clicks arrive',
  'door-closed': () =>
    'No connection through which commands and clicks arrive. Check `SLACK_APP_TOKEN` and the network; `/readyz` shows when it is back.',
  'channels-usable': ({ count }) => `The bot can write to ${all(count, 'configured channel')}`,
  'channels-unknown': (d) =>
    `The channels could not be checked (${error(d['error'])}). Run this again in a minute.`,
  'channel-missing': (d) =>
    `${setting(d['use'])} names ${code(text(d['channel']), 40)}, which does not exist or is private without the bot. Correct the id, or write \`/invite @coxswain\` there.`,
  'channel-archived': (d) =>
    `${setting(d['use'])} names ${channel(text(d['channel']))}, which is archived. Name another channel, or unarchive it.`,
  'channel-not-joined': (d) =>
    `The bot is no member of ${channel(text(d['channel']))} (${setting(d['use'])}): it can post, but not read back after an unclear answer. Write \`/invite @coxswain\` there.`,
  'groups-found': ({ count }) => `Slack knows ${all(count, 'configured user group')}`,
  'groups-unknown': (d) =>
    `The user groups could not be checked (${error(d['error'])}). Run this again in a minute.`,
  'group-missing': (d) =>
    `${setting(d['use'])} names ${code(text(d['group']), 40)}, which is no user group in use. Take its id from *People & user groups* in Slack.`,
  'team-without-people': (d) =>
    `Team ${setting(d['team'])} has neither \`userGroup\` nor \`members\`: nobody is mentioned for its alerts.`,
  'store-writable': () => 'The store can be written',
  'store-not-writable': (d) =>
    `The store cannot be written (${error(d['error'])}). Alerts are refused with 503 until it can: check the space and rights of \`dataDir\`.`,
  'source-delivers': (d) => `${setting(d['source'])} delivered last ${moment(number(d['lastReceivedAt']))}`,
  'source-silent': (d) =>
    `${setting(d['source'])} has delivered nothing that is still kept. Send a test alert from its contact point or receiver.`,
  'source-malformed': (d) =>
    `${setting(d['source'])}: ${plural(number(d['count']), 'alert was', 'alerts were')} malformed and set aside, the newest because of ${error(d['reason'])}. Correct what sends it: the rest of its bodies was taken.`,
  'source-truncated': (d) =>
    `${setting(d['source'])} cut off ${plural(number(d['count']), 'alert')}; they and their ends never arrive. Set ${d['kind'] === 'grafana' ? '*Max alerts* of the contact point' : '`max_alerts` of the webhook'} to 0.`,
  'no-sources': () => 'No alert source is configured. Add one under `alerts.sources`.',
  'queue-flows': () => 'Work is done as it comes',
  'queue-late': (d) =>
    `${plural(number(d['due']), 'item')} of ${setting(d['kind'])} ${number(d['due']) === 1 ? 'waits' : 'wait'}, the oldest for ${duration(number(d['ageMs']))}. In a storm Slack's limits are the reason; otherwise look at the log.`,
  'work-dead': (d) =>
    `Given up: ${setting(d['kind'])} ${code(text(d['key']), 80)}, because of ${error(d['error'])}. Mend the cause; it is tried again at the next start of the bot, or when it is needed next.`,
  'messages-flow': () => 'No message waits for somebody to act',
  'message-parked': (d) =>
    `Slack refused ${code(text(d['id']), 80)} in ${channel(text(d['channel']))}: ${plain(text(d['problem']), 200)}. Mend what it says; it is tried again every ten minutes.`,
  'message-text-only': (d) =>
    `Slack refused the blocks of ${code(text(d['id']), 80)} in ${channel(text(d['channel']))}, so its text alone is shown. Please report this: ${plain(text(d['problem']), 200)}`,
  'cluster-well': (d) => `The cluster ${setting(d['cluster'])} answers (${plain(text(d['version']), 40)})`,
  'cluster-unreachable': (d) =>
    `The cluster ${setting(d['cluster'])} does not answer (${error(d['error'])}). Check the network from the bot to it and its entry under \`clusters\`; deploys there wait meanwhile.`,
  'cluster-unauthorized': (d) =>
    `The cluster ${setting(d['cluster'])} refuses the credentials of the bot. Renew them in its kubeconfig, or the service account; deploys there wait meanwhile.`,
  'cluster-permissions': (d) =>
    `In the cluster ${setting(d['cluster'])} the bot lacks ${code(text(d['missing']), 300)}. Apply the RBAC manifest of \`deploy/\` there.`,
  'cluster-clock': (d) =>
    `The clock of the cluster ${setting(d['cluster'])} is ${Math.round(Math.abs(number(d['aheadMs'])) / 1000)} s ${number(d['aheadMs']) < 0 ? 'behind' : 'ahead of'} that of the bot. Rollouts are judged by the cluster's own time; set both clocks by NTP.`,
  'account-well': (d) =>
    `The AWS account ${setting(d['account'])} answers (${code(text(d['accountId']), 20)}, as ${code(text(d['arn']), 120)})`,
  'account-unreachable': (d) =>
    `The AWS account ${setting(d['account'])} could not be asked (${error(d['error'])}). Check the network from the bot to AWS and its entry under \`aws.accounts\`; changes of resources there wait meanwhile.`,
  'account-credentials': (d) =>
    `AWS refuses the credentials for the account ${setting(d['account'])} (${error(d['error'])}). Renew its profile, or the trust of its role, under \`aws.accounts\`; changes of resources there wait meanwhile.`,
  'account-wrong': (d) =>
    `The credentials for the AWS account ${setting(d['account'])} are those of ${code(text(d['accountId']), 20)}, and the configuration says ${code(text(d['wanted']), 20)}. Correct its profile, role or id under \`aws.accounts\` before resources are made in the wrong account.`,
  'account-permissions': (d) =>
    `In the AWS account ${setting(d['account'])} IAM refuses the bot ${code(text(d['denied']), 600)}. Attach ${policiesFor(text(d['denied']))} to the role that it uses there.`,
  'account-unchecked': (d) =>
    `What the bot may do in the AWS account ${setting(d['account'])} could not be checked (${error(d['error'])}). Allow it \`iam:SimulatePrincipalPolicy\`, or compare its rights with \`deploy/aws-iam-policy.json\`.`,
  'changes-stopped': (d) =>
    `${plural(number(d['count']), 'change of a resource stands', 'changes of resources stand')} still until somebody helps, the oldest for ${duration(number(d['ageMs']))}: the ${plain(text(d['verb']), 20)} of ${code(text(d['name']), 80)}. Its card says what to do; then press *Try again* there.`,
  'audit-intact': ({ count }) =>
    `The audit log is unbroken: ${plural(number(count), 'sealed entry', 'sealed entries')}`,
  'audit-broken': (d) =>
    `The audit log was changed: the seal of entry ${code(text(d['id']), 40)} does not fit. Keep a copy of the database as it is and find out who can write to it.`,
  'audit-unsealed': ({ count }) =>
    `${plural(number(count), 'entry', 'entries')} of the audit log ${count === 1 ? 'is' : 'are'} not sealed yet, the oldest for more than 5 minutes: a change of ${count === 1 ? 'it' : 'them'} would not be noticed. Look in the log for what keeps the job \`seal-audit\` from running.`,
  'builds-silent': (d) =>
    `${setting(d['source'])} has told of no build that is still kept. Run a build, and check its step that calls \`/webhooks/builds\`.`,
  'check-broke': (d) =>
    `Checking the ${plain(text(d['check']), 40)} broke: ${error(d['error'])}. The log says more.`,
  ...COST_FINDINGS,
  more: ({ count }) => `… and ${count} more of the kind above`,
}

export function findingWords({ code: finding, details }: Finding): string {
  return WORDS[finding](details)
}

function all(count: Details[string] | undefined, what: string): string {
  return count === 1 ? `the one ${what}` : `all ${number(count)} ${what}s`
}

/** What reads costs is allowed by a document of its own. */
function policiesFor(denied: string): string {
  const actions = denied.split(/,\s*/)
  const isOfCost = (action: string) => action.startsWith('ce:')
  return [
    ...(actions.every(isOfCost) ? [] : ['`deploy/aws-iam-policy.json`']),
    ...(actions.some(isOfCost) ? ['`deploy/aws-iam-policy-cost.json`'] : []),
  ].join(' and ')
}
