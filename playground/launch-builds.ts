import { join } from 'node:path'
import { createBuildBook, type BuildBook } from './builds/build-book.ts'
import { createBuildRoutes } from './builds/build-routes.ts'
import { repositoryOf } from './builds/image-name.ts'
import type { PlaygroundBuild } from './builds/playground-build.ts'
import { createSendBuild } from './builds/send-build.ts'
import { tellBuilds } from './builds/tell-builds.ts'
import type { Clusters } from './clusters/start-clusters.ts'
import type { BotWebhooks } from './launch-webhooks.ts'
import type { RegistrySimulator } from './registry/simulator.ts'
import type { Handler } from './slack/server.ts'
import type { SlackSimulator } from './slack/simulator.ts'
import { PROJECTS } from './workspace.ts'

export interface BuildParts {
  dataDir: string
  webhooks: BotWebhooks
  clock: { now(): number }
  registry: Pick<RegistrySimulator, 'add'>
  clusters: Pick<Clusters, 'spoil'>
  record: SlackSimulator['recordTraffic']
}

export interface Pipeline {
  book: BuildBook
  routes: Handler
  /** Tells the bot what it was never told; gives its words when it refuses. */
  tellAll(): Promise<string | null>
}

/** The pipeline of the company: it publishes images and tells the bot of builds. */
export function createPipeline(parts: BuildParts): Pipeline {
  const { dataDir, webhooks, clock, registry, clusters, record } = parts
  const book = createBuildBook(join(dataDir, 'builds.json'), { projects: PROJECTS, now: clock.now() })
  const publish = ({ project, service, tag, digest, scenario, clusters: where }: PlaygroundBuild) => {
    registry.add(repositoryOf(project, service), tag, digest)
    if (scenario !== null) clusters.spoil(digest, scenario, where)
  }
  for (const build of book.all()) publish(build)
  const post = createSendBuild(webhooks.builds)
  const send: typeof post = async (build) => {
    const answer = await post(build)
    const { status, ms, request, body } = answer
    const name = `POST ${new URL(webhooks.builds.url).pathname}`
    record({ direction: 'webhook', name, status, ms, request, response: body })
    return answer
  }
  const routes = createBuildRoutes({ book, projects: PROJECTS, send, publish, now: () => clock.now() })
  return { book, routes, tellAll: () => tellBuilds(book, post) }
}
