import type { ScenarioName } from '../kubernetes/kubelet/scenario-names.ts'
import { peopleOf, realNameOf, type PlaygroundProject } from '../workspace.ts'
import { commitTitles } from './commit-titles.ts'
import { commitOf, digestOf, numberOf, REGISTRY, repositoryOf } from './image-name.ts'

export interface PlaygroundBuild {
  project: string
  service: string
  /** How many of this service there were, with this one. */
  number: number
  tag: string
  digest: string
  commit: string
  branch: string
  author: string
  authorSlackId: string | null
  /** Titles since the build before, newest first. */
  commits: string[]
  ciLink: string
  builtAt: number
  /** What its image does instead of starting, and in which clusters; null: in all. */
  scenario: ScenarioName | null
  clusters: string[] | null
  /** Whether the bot took it. */
  told: boolean
}

export interface Wanted {
  project: PlaygroundProject
  service: string
  number: number
  tag: string
  builtAt: number
  scenario?: ScenarioName | null
  clusters?: string[] | null
}

/** Everything that a build says of itself, invented but always the same for the same version. */
export function inventBuild(wanted: Wanted): PlaygroundBuild {
  const { project, service, number, tag, builtAt, scenario = null, clusters = null } = wanted
  const repository = repositoryOf(project.namespace, service)
  const authors = peopleOf(project.team)
  const authorSlackId = authors[numberOf(`${repository}:${tag}`) % authors.length] ?? null
  return {
    project: project.namespace,
    service,
    number,
    tag,
    digest: digestOf(repository, tag),
    commit: commitOf(repository, tag),
    branch: number % 7 === 0 ? `hotfix/${service}` : 'main',
    author: authorSlackId === null ? 'ci' : realNameOf(authorSlackId),
    authorSlackId,
    commits: commitTitles(repository, number),
    ciLink: `https://ci.regatta.test/${repository}/runs/${number}`,
    builtAt,
    scenario,
    clusters,
    told: false,
  }
}

/** As the bot's webhook for builds wants it. */
export function webhookBody(build: PlaygroundBuild): Record<string, unknown> {
  const { project, service, digest, tag, commit, branch, author, authorSlackId, commits, ciLink } = build
  return {
    project,
    service,
    image: `${REGISTRY}/${repositoryOf(project, service)}`,
    digest,
    tag,
    commit,
    branch,
    author,
    authorSlackId,
    message: commits[0] ?? `${service} ${tag}`,
    commits,
    ciLink,
    builtAt: new Date(build.builtAt).toISOString(),
  }
}
