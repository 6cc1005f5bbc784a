export interface ClusterPlace {
  name: string
  environment: 'alpha' | 'prod'
  region: string
}

/** Where the company runs things: alpha in one region, prod in four. */
export const CLUSTER_PLACES: readonly ClusterPlace[] = [
  { name: 'alpha-kr', environment: 'alpha', region: 'kr' },
  { name: 'prod-kr', environment: 'prod', region: 'kr' },
  { name: 'prod-eu1', environment: 'prod', region: 'eu1' },
  { name: 'prod-us1', environment: 'prod', region: 'us1' },
  { name: 'prod-jp1', environment: 'prod', region: 'jp1' },
]

export function placeNamed(name: string): ClusterPlace | undefined {
  return CLUSTER_PLACES.find((place) => place.name === name)
}
