import { sql } from 'kysely'
import type { BuildsTable } from '../deploy-tables.ts'
import type { Dialect } from '../dialect.ts'
import { statement } from '../statement.ts'

interface OfService {
  project: string
  service: string
}

const MOST_MATCHES = 100

export const insertBuild = statement(({ db }, row: Omit<BuildsTable, 'arrival'>) =>
  db
    .insertInto('builds')
    .values({
      project: row.project,
      service: row.service,
      digest: row.digest,
      tag: row.tag,
      commit_key: row.commit_key,
      built_at: row.built_at,
      body: row.body,
    })
    .onConflict((conflict) => conflict.columns(['project', 'service', 'digest']).doNothing()),
)

export const noteService = statement(({ db }, { project, service }: OfService) =>
  db
    .insertInto('built_services')
    .values({ project, service })
    .onConflict((conflict) => conflict.columns(['service', 'project']).doNothing()),
)

export const builtServices = statement(({ db }, input: { project: string | null }) =>
  db
    .selectFrom('built_services')
    .select(['project', 'service'])
    .where('project', '=', sql<string>`coalesce(${input.project}, project)`)
    .orderBy('service')
    .orderBy('project'),
)

export const buildByDigest = statement((dialect, input: OfService & { digest: string }) =>
  ofService(dialect, input).select('body').where('digest', '=', input.digest),
)

export const newestBuilds = statement((dialect, input: OfService & { limit: number }) =>
  ofService(dialect, input)
    .select('body')
    .orderBy('built_at', 'desc')
    .orderBy('arrival', 'desc')
    .limit(sql<number>`${input.limit}`),
)

export const buildsBetween = statement((dialect, input: OfService & { after: number; upTo: number }) =>
  ofService(dialect, input)
    .select('body')
    .where('built_at', '>', input.after)
    .where('built_at', '<=', input.upTo)
    .orderBy('built_at', 'desc')
    .orderBy('arrival', 'desc'),
)

type Match = OfService & { text: string; from: string; to: string }

// Asked for apart, each finds its index; together they would read every build of the service.
export const matchingBuilds = statement((dialect, input: Match) =>
  dialect.db
    .selectFrom('builds as found')
    .select('found.body')
    .where(
      'found.arrival',
      'in',
      ofService(dialect, input)
        .select('arrival')
        .where('tag', '=', input.text)
        .union(ofService(dialect, input).select('arrival').where('digest', '=', input.text))
        .union(
          ofService(dialect, input)
            .select('arrival')
            .where('commit_key', '>=', input.from)
            .where('commit_key', '<', input.to),
        ),
    )
    .orderBy('found.built_at', 'desc')
    .orderBy('found.arrival', 'desc')
    .limit(MOST_MATCHES),
)

function ofService({ db }: Dialect, { project, service }: OfService) {
  return db.selectFrom('builds').where('project', '=', project).where('service', '=', service)
}
