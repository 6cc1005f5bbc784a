import { z } from 'zod'
import { field } from './field.ts'
import { CHANNEL_REMEDY, channelId, secureUrl, USER_GROUP_REMEDY, userGroupId } from './kinds.ts'

export const slackSection = z.strictObject({
  mode: field(
    z.enum(['socket', 'http']).default('socket'),
    'How Slack reaches the bot: "socket" (Socket Mode, no public address, needs SLACK_APP_TOKEN) or "http" (signed requests to POST /slack/events, needs SLACK_SIGNING_SECRET).',
  ),
  apiUrl: field(
    secureUrl().default('https://slack.com/api/'),
    "Address of Slack's Web API. Change it only for a proxy or a simulator.",
    { remedy: 'leave it out for the real Slack; http:// is accepted for this machine only' },
  ),
  fallbackChannel: field(
    channelId(),
    'Channel id for alerts of namespaces that nobody owns, and for channels that can not be written to.',
    { remedy: CHANNEL_REMEDY, example: 'C0UNOWNED' },
  ),
  companyChannel: field(channelId().optional(), 'Channel id of the company-wide digest. None without it.', {
    remedy: CHANNEL_REMEDY,
    example: 'C0COMPANY',
  }),
  adminChannel: field(
    channelId().optional(),
    'Channel id where the bot tells its own problems; the fallback channel without it.',
    { remedy: CHANNEL_REMEDY, example: 'C0ADMINS' },
  ),
  adminGroup: field(
    userGroupId().optional(),
    "Slack user group whose members are the bot's admins. Nobody is admin without it.",
    { remedy: USER_GROUP_REMEDY, example: 'S0ADMINS' },
  ),
  postsPerMinute: field(
    z.int().min(1).max(1000).default(300),
    'New messages a minute over all channels. Slack grants several hundred a minute and workspace; edits have a limit of their own.',
  ),
})
