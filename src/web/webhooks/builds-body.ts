import { z } from 'zod'
import { isDigest, isTag, parseImage } from '../../domain/deploys/image-reference.ts'
import type { Build } from '../../domain/deploys/version.ts'
import { problemsOf, type Field } from './builds-problems.ts'

export type ReadBuild = { ok: true; build: Build } | { ok: false; errors: string[] }

const FIRST_MOMENT = Date.UTC(2000, 0, 1)
const MOST_COMMITS = 100
const MOST_TITLE_CHARS = 200
const MOST_MESSAGE_CHARS = 4_000
/** A build host's clock may be this far ahead; what it says of the future is taken as now. */
const MOST_AHEAD_MS = 86_400_000

const line = (chars: number) => z.string().transform((text) => text.trim().slice(0, chars))
/** CI variables that are not set arrive as empty texts. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional())

const shape = {
  project: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
  service: z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/),
  image: z.string().refine((text) => parseImage(text) !== null),
  digest: z.string().refine(isDigest),
  tag: optional(z.string().refine(isTag)),
  commit: z
    .string()
    .regex(/^[0-9a-f]{7,40}$/i)
    .transform((text) => text.toLowerCase()),
  branch: optional(line(250)),
  author: optional(line(MOST_TITLE_CHARS)),
  authorSlackId: optional(z.string().regex(/^[UW][A-Z0-9]{2,20}$/)),
  message: optional(line(MOST_MESSAGE_CHARS)),
  commits: optional(z.array(line(MOST_TITLE_CHARS))),
  ciLink: optional(z.url({ protocol: /^https?$/ }).max(2_000)),
  builtAt: optional(
    z.iso
      .datetime({ offset: true })
      .transform((text) => Date.parse(text))
      .pipe(z.int().min(FIRST_MOMENT)),
  ),
} satisfies Record<Field, z.ZodType>
const bodySchema = z.strictObject(shape)

type Body = z.infer<typeof bodySchema>

/** Reads what a build tells. Everything that is wrong is named at once, with what to do. */
export function readBuild(body: Buffer, now: number): ReadBuild {
  const opened = openJson(body)
  if (!opened.ok) return opened
  const parsed = bodySchema.safeParse(opened.value)
  const errors = parsed.success ? disagreements(parsed.data, now) : problemsOf(parsed.error, opened.value)
  if (!parsed.success || errors.length > 0) return { ok: false, errors }
  return { ok: true, build: toBuild(parsed.data, now) }
}

function openJson(body: Buffer): { ok: true; value: object } | { ok: false; errors: string[] } {
  const no = (error: string) => ({ ok: false as const, errors: [error] })
  if (body.length === 0) return no('the body is empty: send the build as JSON')
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ok: true, value }
    return no('the body is no JSON object: send one with project, service, image, digest and commit')
  } catch {
    return no(`the body is no JSON (${body.length} bytes): let jq or a JSON library write it`)
  }
}

function disagreements({ image, digest, tag, builtAt }: Body, now: number): string[] {
  const named = parseImage(image)
  const errors: string[] = []
  if (named?.digest && named.digest !== digest)
    errors.push('image carries another digest than digest: name the image without one')
  if (named?.tag && tag !== undefined && named.tag !== tag)
    errors.push('image carries another tag than tag: name the image without one')
  if (builtAt !== undefined && builtAt > now + MOST_AHEAD_MS)
    errors.push('builtAt is in the future: set the clock of the build host, or leave it out')
  return errors
}

function toBuild(body: Body, now: number): Build {
  const { registry = null, repository = body.image, tag = null } = parseImage(body.image) ?? {}
  return {
    project: body.project,
    service: body.service,
    image: { registry, repository },
    digest: body.digest,
    tag: body.tag ?? tag,
    commit: body.commit,
    branch: orNull(body.branch),
    authorId: body.authorSlackId ?? null,
    author: orNull(body.author),
    message: orNull(body.message),
    ciLink: body.ciLink ?? null,
    commits: shortened((body.commits ?? []).filter((title) => title !== '')),
    builtAt: Math.min(body.builtAt ?? now, now),
  }
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text
}

function shortened(titles: string[]): string[] {
  if (titles.length <= MOST_COMMITS) return titles
  const left = titles.length - MOST_COMMITS + 1
  return [...titles.slice(0, MOST_COMMITS - 1), `… and ${left} more`]
}
