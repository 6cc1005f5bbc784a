import type { DeployPolicy, EnvironmentPolicy } from '../../../src/domain/deploys/deploy-policy.ts'

export function anEnvironment(over: Partial<EnvironmentPolicy> = {}): EnvironmentPolicy {
  return {
    name: 'prod',
    deployers: [{ kind: 'owning-team' }],
    waves: [
      { name: 'first', regions: [{ region: 'kr', cluster: 'prod-kr' }] },
      {
        name: 'rest',
        regions: [
          { region: 'us', cluster: 'prod-us' },
          { region: 'eu', cluster: 'prod-eu' },
        ],
      },
    ],
    approval: {
      count: 2,
      from: [{ kind: 'group', group: 'SAPPROVERS' }],
      requesterMay: false,
      authorMay: false,
      expiresMs: 3_600_000,
    },
    promotion: { from: 'alpha', same: 'digest', withinMs: 7 * 86_400_000 },
    freezes: [
      {
        kind: 'dated',
        from: '2026-12-24T00:00',
        to: '2026-12-27T00:00',
        timeZone: 'UTC',
        reason: 'holidays',
      },
    ],
    stabilityMs: 60_000,
    autoRollback: false,
    lockAfterRollback: true,
    ...over,
  }
}

export function aPolicy(over: Partial<DeployPolicy> = {}): DeployPolicy {
  const alpha = anEnvironment({ name: 'alpha', approval: null, promotion: null, freezes: [] })
  return {
    environments: [alpha, anEnvironment()],
    overrides: {},
    exceptions: [],
    onCallGroup: 'SONCALL',
    ...over,
  }
}
