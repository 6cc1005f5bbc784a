import type { BuildRecords } from '../../domain/deploys/records.ts'
import type { Build } from '../../domain/deploys/version.ts'
import type { BuildsTable } from '../deploy-tables.ts'
import type { Session } from '../session.ts'
import * as statements from './build-statements.ts'

/** Greater than whatever a commit may go on with. */
const LAST_CHARACTER = '\u{10ffff}'

export function createBuildRecords(session: Session): BuildRecords {
  return {
    async insert(build) {
      const { project, service } = build
      if ((await session.change(statements.insertBuild, toRow(build))) === 0) return 'repeat'
      await session.change(statements.noteService, { project, service })
      return 'first'
    },
    async byDigest(project, service, digest) {
      const row = await session.first(statements.buildByDigest, { project, service, digest })
      return row ? fromRow(row) : null
    },
    async newest(project, service, limit) {
      return (await session.rows(statements.newestBuilds, { project, service, limit })).map(fromRow)
    },
    async matching(project, service, text) {
      const from = text.toLowerCase()
      const to = `${from}${LAST_CHARACTER}`
      return (await session.rows(statements.matchingBuilds, { project, service, text, from, to })).map(
        fromRow,
      )
    },
    async services(project) {
      return session.rows(statements.builtServices, { project: project ?? null })
    },
    async between(project, service, after, upTo) {
      const rows = await session.rows(statements.buildsBetween, { project, service, after, upTo })
      return rows.map(fromRow)
    },
  }
}

function toRow(build: Build): Omit<BuildsTable, 'arrival'> {
  return {
    project: build.project,
    service: build.service,
    digest: build.digest,
    tag: build.tag,
    commit_key: build.commit.toLowerCase(),
    built_at: build.builtAt,
    body: JSON.stringify(build),
  }
}

function fromRow(row: { body: string }): Build {
  return JSON.parse(row.body) as Build
}
