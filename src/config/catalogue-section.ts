import { z } from 'zod'
import { field } from './field.ts'
import {
  CHANNEL_REMEDY,
  channelId,
  labelValue,
  nonEmptyText,
  slug,
  USER_GROUP_REMEDY,
  USER_REMEDY,
  userGroupId,
  userId,
} from './kinds.ts'

const team = z.strictObject({
  id: field(slug(), 'Stays when the team is renamed; projects refer to it.'),
  name: field(nonEmptyText(), 'As people read it.'),
  channel: field(channelId(), "Channel id of the team's alert threads and digest.", {
    remedy: CHANNEL_REMEDY,
  }),
  userGroup: field(userGroupId().optional(), 'Slack user group to mention; preferred to members.', {
    remedy: USER_GROUP_REMEDY,
  }),
  members: field(z.array(userId()).default([]), 'Slack user ids to mention when there is no user group.', {
    remedy: USER_REMEDY,
  }),
})

const project = z.strictObject({
  namespace: field(labelValue(), 'A project is one namespace name.'),
  clusters: field(
    z.array(labelValue()).default([]),
    'In these clusters only; empty: in all. An entry that names the cluster beats one for all.',
  ),
  team: field(slug(), 'Id of the owning team.', { remedy: 'name the id of a team listed under teams' }),
  services: field(
    z.array(nonEmptyText()).default([]),
    'Names of its services, for /owner and /deploy. Those that builds tell of need not stand here.',
  ),
})

export const teamsSection = field(z.array(team).default([]), 'Who owns projects.', {
  remedy: 'write a list: a line with "- id: …" for each team',
  example: [
    { id: 'payments', name: 'Payments', channel: 'C0PAYMENTS', userGroup: 'S0PAYMENTS', members: [] },
    { id: 'search', name: 'Search', channel: 'C0SEARCH', members: ['U0ALICE', 'U0BOB'] },
  ],
})

export const projectsSection = field(z.array(project).default([]), 'Which team owns which namespace.', {
  remedy: 'write a list: a line with "- namespace: …" for each project',
  example: [
    { namespace: 'payments', clusters: [], team: 'payments', services: ['checkout', 'payments-api'] },
    { namespace: 'search', clusters: ['prod-kr'], team: 'search', services: ['search-index'] },
  ],
})
