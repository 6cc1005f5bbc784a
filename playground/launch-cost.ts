import { GROUPS } from './workspace.ts'

/** What the bot is told about cost; `opencosts`: where OpenCost's API begins, by cluster. */
export function costSettings(opencosts: Readonly<Record<string, string>>) {
  return {
    currency: 'USD',
    clusters: Object.entries(opencosts).map(([cluster, url]) => ({
      cluster,
      url,
      currency: 'USD',
      prices: 'list',
    })),
    aws: [{ account: 'main', projectTag: 'project' }],
    shared: { namespaces: ['kube-system', 'monitoring'] },
    // Small, so that there is something to tell.
    digest: { percent: 5, amount: 0.2, afterMinutes: 2 },
    charts: 'native',
    budgets: {
      financeGroups: [GROUPS.finance],
      approval: { count: 1, from: [GROUPS.finance], requesterMay: false, expiresMinutes: 10_080 },
    },
  }
}
