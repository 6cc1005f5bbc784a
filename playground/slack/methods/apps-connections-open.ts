import type { ApiMethod } from '../method.ts'

export const appsConnectionsOpen: ApiMethod = {
  name: 'apps.connections.open',
  tier: 'T1',
  token: 'app',
  scopes: [],
  required: [],
  run: (world) => ({ url: world.openSocketUrl() }),
}
