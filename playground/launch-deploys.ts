import { CLUSTER_PLACES } from './clusters/cluster-places.ts'
import { GROUPS } from './workspace.ts'

const OWNERS_AND_PLATFORM = ['owning-team', GROUPS.platform]

const regionsOf = (environment: string, ...regions: string[]) =>
  CLUSTER_PLACES.filter((place) => place.environment === environment && regions.includes(place.region)).map(
    ({ region, name }) => ({ region, cluster: name }),
  )

const alpha = {
  name: 'alpha',
  deployers: OWNERS_AND_PLATFORM,
  waves: [{ name: 'alpha', regions: regionsOf('alpha', 'kr') }],
  stabilitySeconds: 10,
}

const prod = {
  name: 'prod',
  deployers: OWNERS_AND_PLATFORM,
  waves: [
    { name: 'canary', regions: regionsOf('prod', 'kr') },
    { name: 'rest', regions: regionsOf('prod', 'eu1', 'us1', 'jp1') },
  ],
  approval: { count: 1, from: [GROUPS.releaseApprovers], requesterMay: false, expiresMinutes: 60 },
  promotion: { from: 'alpha', same: 'digest', withinDays: 14 },
  stabilitySeconds: 20,
  lockAfterRollback: true,
}

/** Who may deploy what where, as the bot's configuration says it. */
export const DEPLOYS = {
  onCallGroup: GROUPS.onCall,
  environments: [alpha, prod],
  exceptions: [
    {
      id: 'feed-models',
      project: 'feed',
      environment: 'prod',
      rule: 'promotion',
      owner: 'search',
      reason: 'The ranking models exist in prod only, so alpha shows nothing',
    },
  ],
}
