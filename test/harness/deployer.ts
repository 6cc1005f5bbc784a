import { refused, type Refusal } from '../../src/domain/actor.ts'
import type { Deployer, PlanWish } from '../../src/domain/deployer.ts'
import { planTarget } from '../../src/domain/deploys/target-plan.ts'
import type { Deployment } from '../../src/domain/kubernetes-objects.ts'

export interface ClustersInMemory {
  deployer: Deployer
  /** The image of the one workload of every service, by cluster; a cluster that is not here runs `image`. */
  images: Map<string, string>
  /** What a cluster answers instead of a plan. */
  refusals: Map<string, Refusal>
  /** What was asked, in order. */
  asked: PlanWish[]
}

/** A stand-in for clusters in which each service is one Deployment. It plans; nothing is ever written. */
export function clustersInMemory(image: string): ClustersInMemory {
  const images = new Map<string, string>()
  const refusals = new Map<string, Refusal>()
  const asked: PlanWish[] = []
  const none = () => Promise.reject(new Error('these clusters only plan'))
  const deployer: Deployer = {
    async plan(wish) {
      asked.push(wish)
      const { service, environment, region, cluster, wave } = wish.place
      const refusal = refusals.get(cluster)
      if (refusal) return refused(refusal.reason, refusal.details)
      return planTarget({
        target: { service, environment, region, cluster, wave },
        workloads: [workload(service, images.get(cluster) ?? image)],
        autoscalers: [],
        repository: wish.repository,
        digest: wish.digest,
        commits: wish.commits,
        warnings: wish.warnings,
      })
    },
    prepare: none,
    write: none,
    watch: () => {
      throw new Error('these clusters only plan')
    },
    logs: none,
  }
  return { deployer, images, refusals, asked }
}

function workload(name: string, image: string): Deployment {
  return {
    kind: 'Deployment',
    metadata: { name, uid: `uid-${name}` },
    spec: { replicas: 3, selector: {}, template: { spec: { containers: [{ name, image }] } } },
  }
}
