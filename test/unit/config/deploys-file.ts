import { GOOD } from './load.ts'

/** A file with deploys that is right: alpha and prod, each with one region. */
export function deploysFile(more: { prod?: string; deploys?: string; rest?: string } = {}): string {
  return `${GOOD}teams: [{ id: pay, name: Pay, channel: C0PAY }]
projects: [{ namespace: payments, team: pay }]
clusters: [{ name: alpha-kr, inCluster: true }, { name: prod-kr, kubeconfig: /k }]
${more.rest ?? ''}deploys:
${more.deploys ?? ''}  environments:
    - name: alpha
      waves: [{ name: all, regions: [{ region: kr, cluster: alpha-kr }] }]
    - name: prod
      waves: [{ name: all, regions: [{ region: kr, cluster: prod-kr }] }]
${more.prod ?? ''}`
}
