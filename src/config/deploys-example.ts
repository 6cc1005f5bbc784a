/** What the example file shows: alpha at once, prod by waves after a yes. */
export const EXAMPLE_ENVIRONMENTS = [
  {
    name: 'alpha',
    deployers: ['owning-team'],
    waves: [{ name: 'alpha', regions: [{ region: 'kr', cluster: 'alpha-kr' }] }],
    stabilitySeconds: 30,
  },
  {
    name: 'prod',
    deployers: ['owning-team', 'S0SRE'],
    waves: [
      { name: 'canary', regions: [{ region: 'kr', cluster: 'prod-kr' }] },
      {
        name: 'rest',
        regions: [
          { region: 'eu', cluster: 'prod-eu' },
          { region: 'jp', cluster: 'prod-jp' },
          { region: 'us', cluster: 'prod-us' },
        ],
      },
    ],
    approval: {
      count: 1,
      from: ['owning-team', 'S0RELEASE'],
      requesterMay: false,
      authorMay: true,
      expiresMinutes: 60,
    },
    promotion: { from: 'alpha', same: 'digest', withinDays: 14 },
    freezes: [
      {
        reason: 'Nobody watches at the weekend',
        timeZone: 'Asia/Seoul',
        weekly: { from: 'Fri 18:00', to: 'Mon 09:00' },
      },
      {
        reason: 'Year-end holidays',
        dated: { from: '2026-12-24T18:00', to: '2027-01-02T09:00' },
      },
    ],
    stabilitySeconds: 120,
    autoRollback: false,
    lockAfterRollback: true,
  },
]

export const EXAMPLE_OVERRIDES = [
  {
    project: 'payments',
    environments: { prod: { deployers: ['owning-team'], stabilitySeconds: 300 } },
  },
]

export const EXAMPLE_EXCEPTIONS = [
  {
    id: 'search-index-models',
    project: 'search',
    environment: 'prod',
    rule: 'promotion',
    owner: 'search',
    reason: 'Its index models exist in prod only, so alpha shows nothing',
    expires: '2027-06-30',
  },
]
