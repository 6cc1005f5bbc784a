import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { projectNamed } from '../domain/catalogue.ts'
import { lastBuildFact } from '../domain/deploys/build-source.ts'
import { isDigest, isTag, parseImage } from '../domain/deploys/image-reference.ts'
import { repositoryOf } from '../domain/deploys/release.ts'
import type { Build } from '../domain/deploys/version.ts'
import { defineOperation } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { decided } from './request-deploy-decided.ts'

/** A clock of a build machine may be wrong by this much. */
const AHEAD_MS = 86_400_000
const FIRST_MOMENT = Date.UTC(2000, 0, 1)

// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
const namespace = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'is no Kubernetes name')
const service = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/, 'is no Kubernetes name')
const line = (max: number) => z.string().trim().min(1).max(max)

const image = z.strictObject({ registry: line(255).nullable(), repository: line(255) }).refine((one) => {
  const parsed = parseImage(repositoryOf(one))
  return parsed?.registry === one.registry && parsed.repository === one.repository && !parsed.tag
}, 'is no image name')

const input = z.strictObject({
  project: namespace,
  service,
  image,
  digest: z.string().refine(isDigest, 'is not of the form sha256:<64 hex digits>'),
  tag: z.string().refine(isTag, 'is no image tag').nullable(),
  commit: z.string().regex(/^[0-9a-f]{7,40}$/i, 'is no commit: 7 to 40 hex digits'),
  branch: line(255).nullable(),
  authorId: z
    .string()
    .regex(/^[UW][A-Z0-9]{2,30}$/, 'is no Slack user id')
    .nullable(),
  author: line(255).nullable(),
  message: z.string().max(10_000).nullable(),
  ciLink: z
    .url({ protocol: /^https?$/, error: 'is no http or https address' })
    .max(2000)
    .nullable(),
  commits: z.array(z.string().max(1000)).max(250),
  builtAt: z.int().min(FIRST_MOMENT),
})

/** A build that a pipeline tells of, once per digest. */
export const createRecordBuild = defineOperation<Build, 'first' | 'repeat', Pick<DeployDeps, BuildDeps>>({
  name: 'record-build',
  isKept: true,
  input,
  may: (actor) => (actor.kind === 'webhook' ? null : { reason: 'not-for-people' }),
  async decide({ tx, actor, input: build, now, deps }) {
    const { project, service: name, digest, tag, commit } = build
    const no = whyNot(build, { now, isKnown: projectNamed(deps.catalogue, project) !== null })
    const outcome = no ?? allowed(await tx.builds.insert(build))
    if (actor.kind === 'webhook') await tx.facts.set(lastBuildFact(actor.source), String(now))
    if (outcome.ok && outcome.value === 'repeat') return { outcome, audit: null }
    const subject = `${project}/${name}@${digest}`
    return decided(outcome, { subject, as: 'first', details: { tag, commit } })
  },
})

type BuildDeps = 'store' | 'now' | 'newId' | 'catalogue'

function whyNot(
  { project, builtAt }: Build,
  { now, isKnown }: { now: number; isKnown: boolean },
): (Outcome<never> & { ok: false }) | null {
  if (!isKnown) return refused('project-unknown', { project })
  return builtAt > now + AHEAD_MS ? refused('build-from-future', { builtAt }) : null
}
