import type { FastifyInstance } from 'fastify'
import type { Refusal } from '../../domain/actor.ts'
import type { Catalogue } from '../../domain/catalogue.ts'
import { buildSourceId } from '../../domain/deploys/build-source.ts'
import { nearest } from '../../lib/nearest.ts'
import type { Operation } from '../../operations/define-operation.ts'
import { readBuild } from './builds-body.ts'
import { BUILD_PROBLEMS, invalidBuild } from './builds-problems.ts'
import type { Problem } from './problems.ts'
import { registerWebhook, type Answer, type CredentialedSource, type Taken } from './webhook.ts'

type Recorded = 'first' | 'repeat'

export interface BuildsWebhookDeps {
  buildSources: CredentialedSource[]
  recordBuild: Operation<Recorded>
  catalogue: Pick<Catalogue, 'projects'>
  now(): number
  /** Told after each answer, for metrics and the log. */
  onBuildAnswer?: (answer: BuildAnswer) => void
}

export type BuildAnswer = Answer<Recorded>

const BODY_LIMIT_BYTES = 256 * 1024

/** POST /webhooks/builds/<source>: a step of a build pipeline tells of the image that it pushed. */
export function registerBuildsWebhook(app: FastifyInstance, deps: BuildsWebhookDeps): void {
  registerWebhook(app, {
    kind: 'builds',
    methods: ['POST'],
    settings: 'the secret of the build pipeline',
    sources: deps.buildSources,
    bodyLimitBytes: BODY_LIMIT_BYTES,
    problems: BUILD_PROBLEMS,
    now: () => deps.now(),
    take: async (source, body) => record(deps, source, body),
    refusal: ({ text, all }) => ({ errors: all ?? [text] }),
    onAnswer: deps.onBuildAnswer,
  })
}

async function record(
  { recordBuild, catalogue, now }: BuildsWebhookDeps,
  { name }: CredentialedSource,
  body: Buffer,
): Promise<Taken<Recorded>> {
  const read = readBuild(body, now())
  if (!read.ok) return { ok: false, problem: invalidBuild(read.errors) }
  const outcome = await recordBuild({
    actor: { kind: 'webhook', source: buildSourceId(name) },
    input: read.build,
  })
  if (!outcome.ok) return { ok: false, problem: problemOfRefusal(outcome.refusal, catalogue) }
  const recorded = outcome.value
  return { ok: true, status: recorded === 'first' ? 201 : 200, body: { recorded }, kept: recorded }
}

function problemOfRefusal(
  { reason, details = {} }: Refusal,
  { projects }: Pick<Catalogue, 'projects'>,
): Problem {
  if (reason === 'project-unknown') {
    const project = String(details['project'] ?? '')
    const names = projects.map(({ namespace }) => namespace)
    return { status: 422, text: unknownProject(project, nearest(project, names)) }
  }
  if (reason === 'invalid-input') {
    return invalidBuild([`${details['field'] ?? 'a field'} is not valid: ${details['problem'] ?? ''}`])
  }
  return { status: 422, text: `the build was refused (${reason}): ask the platform team` }
}

function unknownProject(project: string, meant: string[]): string {
  const hint = meant.length > 0 ? ` (did you mean ${meant.join(', ')}?)` : ''
  return `project ${project} is not in the catalogue${hint}: correct it, or add it under projects in coxswain.yaml`
}
