import { run } from '../../../scripts/coxswain/run.ts'

/** Two teams, one known by people and one by a group; alpha at once, prod with every rule. */
export const COMPANY = `slack: { fallbackChannel: C0UNOWNED }
timeZone: Asia/Seoul
teams:
  - { id: pay, name: Payments, channel: C0PAY, userGroup: S0PAY }
  - { id: search, name: Search, channel: C0SEARCH, members: [U0ALICE, U0BOB] }
projects:
  - { namespace: payments, team: pay, services: [checkout, api] }
  - { namespace: search, team: search, services: [api, payments] }
clusters: [{ name: one, inCluster: true }]
registries: [{ host: r.example.com, auth: { type: bearer, secret: NOT_THERE } }]
deploys:
  onCallGroup: S0ONCALL
  environments:
    - { name: alpha, deployers: [everybody], waves: [{ name: all, regions: [{ region: kr, cluster: one }] }] }
    - name: prod
      deployers: [owning-team, S0SRE]
      waves:
        - { name: canary, regions: [{ region: kr, cluster: one }] }
        - { name: rest, regions: [{ region: eu, cluster: one }, { region: us, cluster: one }] }
      approval: { count: 2, from: [owning-team, S0RELEASE], authorMay: false }
      promotion: { from: alpha, same: commit, withinDays: 14 }
      freezes: [{ reason: Nobody watches, weekly: { from: Fri 18:00, to: Mon 09:00 } }]
  exceptions:
    - { id: no-freeze, project: search, environment: prod, rule: freeze, owner: search, reason: Batch only, expires: 2026-12-31 }
`

/** A Wednesday. */
export const NOW = Date.UTC(2026, 10, 25, 3)

/** What the command line answers for words divided by spaces. */
export function coxswain(line: string, text: string = COMPANY) {
  const readFile = (path: string) => {
    if (path === 'coxswain.yaml') return text
    throw new Error(`ENOENT ${path}`)
  }
  const args = line.split(' ').map((word) => (word === "''" ? '' : word))
  return run(args, { env: {}, readFile, now: () => NOW })
}

/** Its first line, and its exit code. */
export function shortAnswer(line: string): string {
  const { text, exitCode } = coxswain(line)
  return `${exitCode} ${text.split('\n')[0]}`
}
