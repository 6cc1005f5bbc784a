import type { ChannelSeed, PersonSeed, WorkspaceSeed } from './slack/seed.ts'

const DANA = 'U0DANAKIM01'
const OMAR = 'U0OMARHAD02'
const ADA = 'U0ADAPARK03'
const EVE = 'U0EVELAUR04'
const GUS = 'U0GUSWEBR05'
const MINA = 'U0MINACHO06'
const LIAM = 'U0LIAMOBR07'
const YUKI = 'U0YUKISAT08'
const NOOR = 'U0NOORAZI09'
const THEO = 'U0THEOBER10'

const people: PersonSeed[] = [
  { id: DANA, name: 'dana', realName: 'Dana Kim', persona: 'developer' },
  { id: OMAR, name: 'omar', realName: 'Omar Haddad', persona: 'owner', tz: 'Europe/Berlin' },
  { id: ADA, name: 'ada', realName: 'Ada Park', persona: 'approver' },
  {
    id: EVE,
    name: 'eve',
    realName: 'Eve Laurent',
    persona: 'outsider',
    membership: 'external',
    tz: 'Europe/Paris',
  },
  { id: GUS, name: 'gus', realName: 'Gus Weber', persona: 'guest', membership: 'guest', tz: 'Europe/Berlin' },
  { id: MINA, name: 'mina', realName: 'Mina Cho' },
  { id: LIAM, name: 'liam', realName: "Liam O'Brien", persona: 'other-team', tz: 'Europe/Dublin' },
  { id: YUKI, name: 'yuki', realName: 'Yuki Sato', tz: 'Asia/Tokyo' },
  { id: NOOR, name: 'noor', realName: 'Noor Aziz' },
  { id: THEO, name: 'theo', realName: 'Theo Bernard', tz: 'Europe/Paris' },
]

export const CHANNELS = {
  payments: 'C0PAYMENTS1',
  search: 'C0SEARCHTM2',
  chat: 'C0CHATTEAM3',
  platform: 'C0PLATFORM4',
  general: 'C0GENERALX5',
  engineering: 'C0ENGINEER6',
  unowned: 'C0UNOWNEDA7',
} as const

export const GROUPS = {
  payments: 'S0PAYMENTS1',
  search: 'S0SEARCHOW2',
  platform: 'S0PLATFORM3',
  releaseApprovers: 'S0RELEASER4',
  onCall: 'S0ONCALLPP5',
  finance: 'S0FINANCEX6',
} as const

const channels: ChannelSeed[] = [
  {
    id: CHANNELS.payments,
    name: 'team-payments',
    topic: 'Payments, settlement, orders · owners: @payments-owners',
    members: [DANA, OMAR, MINA, ADA, EVE, GUS],
  },
  {
    id: CHANNELS.search,
    name: 'team-search',
    topic: 'Search and feed · owners: @search-owners',
    members: [DANA, LIAM, YUKI, ADA],
  },
  {
    id: CHANNELS.chat,
    name: 'team-chat',
    topic: 'Chat gateway and presence',
    members: [DANA, NOOR, THEO, ADA],
  },
  {
    id: CHANNELS.platform,
    name: 'platform',
    topic: 'Clusters, monitoring, the bot',
    members: [ADA, THEO, OMAR, DANA],
  },
  { id: CHANNELS.general, name: 'general', members: 'everyone', botIsMember: false },
  {
    id: CHANNELS.engineering,
    name: 'engineering',
    topic: 'Company-wide; hourly alert digest',
    members: 'everyone',
  },
  {
    id: CHANNELS.unowned,
    name: 'alerts-unowned',
    topic: 'Alerts of namespaces that nobody owns',
    members: [DANA, OMAR, ADA, THEO],
  },
]

/** The company that the playground shows: three product teams, a platform team, an external person and a guest. */
export const WORKSPACE: WorkspaceSeed = {
  team: { id: 'T0REGATTA01', name: 'Regatta', domain: 'regatta' },
  people,
  channels,
  groups: [
    { id: GROUPS.payments, handle: 'payments-owners', name: 'Payments owners', members: [OMAR, MINA] },
    { id: GROUPS.search, handle: 'search-owners', name: 'Search owners', members: [LIAM, YUKI] },
    { id: GROUPS.platform, handle: 'platform', name: 'Platform', members: [ADA, THEO] },
    {
      id: GROUPS.releaseApprovers,
      handle: 'release-approvers',
      name: 'Release approvers',
      members: [ADA, OMAR],
    },
    { id: GROUPS.onCall, handle: 'on-call', name: 'On call', members: [ADA] },
    { id: GROUPS.finance, handle: 'finance', name: 'Finance', members: [ADA, NOOR] },
  ],
  bot: { userId: 'U0COXSWAIN0', botId: 'B0COXSWAIN0', appId: 'A0COXSWAIN0', name: 'Coxswain' },
}

export interface PlaygroundTeam {
  id: string
  name: string
  channel: string
  userGroup?: string
  members?: string[]
}

/** Who owns what, as the bot's configuration says it. */
export const TEAMS: PlaygroundTeam[] = [
  {
    id: 'payments',
    name: 'Payments',
    channel: CHANNELS.payments,
    userGroup: GROUPS.payments,
    members: [DANA, OMAR, MINA],
  },
  { id: 'search', name: 'Search', channel: CHANNELS.search, userGroup: GROUPS.search },
  { id: 'chat', name: 'Chat', channel: CHANNELS.chat, members: [NOOR, THEO] },
  { id: 'platform', name: 'Platform', channel: CHANNELS.platform, userGroup: GROUPS.platform },
]

export interface PlaygroundProject {
  namespace: string
  team: string
  services: string[]
}

export const PROJECTS: PlaygroundProject[] = [
  { namespace: 'payments', team: 'payments', services: ['checkout', 'payments-api', 'payments-worker'] },
  { namespace: 'payments-prod', team: 'payments', services: ['settlement', 'ledger'] },
  { namespace: 'orders', team: 'payments', services: ['orders-api', 'orders-consumer', 'cart'] },
  { namespace: 'search', team: 'search', services: ['search-api', 'search-indexer'] },
  { namespace: 'feed', team: 'search', services: ['feed-api', 'feed-ranker'] },
  { namespace: 'chat', team: 'chat', services: ['chat-gateway', 'presence', 'push'] },
  { namespace: 'monitoring', team: 'platform', services: ['prometheus', 'kube-state-metrics', 'grafana'] },
  { namespace: 'kube-system', team: 'platform', services: ['coredns', 'aws-node', 'kube-proxy'] },
]

/** The people of a team, by Slack id. */
export function peopleOf(teamId: string): string[] {
  const team = TEAMS.find(({ id }) => id === teamId)
  const group = WORKSPACE.groups?.find(({ id }) => id === team?.userGroup)
  return [...new Set([...(team?.members ?? []), ...(group?.members ?? [])])]
}

export function realNameOf(userId: string): string {
  return people.find(({ id }) => id === userId)?.realName ?? userId
}
