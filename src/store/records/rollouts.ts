import type { RolloutRecords } from '../../domain/deploys/records.ts'
import type { TargetRollout } from '../../domain/deploys/target-rollout.ts'
import type { RolloutDurationsTable, RolloutsTable } from '../deploy-tables.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

const MOST_DURATIONS = 100

const insert = statement(({ db }, row: RolloutsTable) =>
  db.insertInto('rollouts').values({
    id: row.id,
    deploy_id: row.deploy_id,
    wave: row.wave,
    position: row.position,
    version: row.version,
    body: row.body,
  }),
)

const update = statement(({ db }, row: Pick<RolloutsTable, 'id' | 'version' | 'body'> & { was: number }) =>
  db
    .updateTable('rollouts')
    .set({ version: row.version, body: row.body })
    .where('id', '=', row.id)
    .where('version', '=', row.was),
)

const byId = statement(({ db }, input: { id: string }) =>
  db.selectFrom('rollouts').select('body').where('id', '=', input.id),
)

export const rolloutsOfDeploy = statement(({ db }, input: { deployId: string }) =>
  db
    .selectFrom('rollouts')
    .select('body')
    .where('deploy_id', '=', input.deployId)
    .orderBy('wave')
    .orderBy('position')
    .orderBy('id'),
)

const noteDuration = statement(({ db }, row: RolloutDurationsTable) =>
  db
    .insertInto('rollout_durations')
    .values({
      rollout_id: row.rollout_id,
      project: row.project,
      service: row.service,
      environment: row.environment,
      region: row.region,
      duration_ms: row.duration_ms,
      replicas: row.replicas,
      finished_at: row.finished_at,
    })
    .onConflict((conflict) => conflict.column('rollout_id').doNothing()),
)

type Place = Pick<RolloutDurationsTable, 'project' | 'service' | 'environment' | 'region'>

export const newestDurations = statement(({ db }, place: Place) =>
  db
    .selectFrom('rollout_durations')
    .select(['duration_ms', 'replicas', 'finished_at'])
    .where('project', '=', place.project)
    .where('service', '=', place.service)
    .where('environment', '=', place.environment)
    .where('region', '=', place.region)
    .orderBy('finished_at', 'desc')
    .orderBy('rollout_id', 'desc')
    .limit(MOST_DURATIONS),
)

export function createRolloutRecords(session: Session): RolloutRecords {
  return {
    async insertMany(rollouts) {
      await session.changeEach(insert, rollouts.map(toRow))
    },
    async get(id) {
      const row = await session.first(byId, { id })
      return row ? fromRow(row) : null
    },
    async ofDeploy(deployId) {
      return (await session.rows(rolloutsOfDeploy, { deployId })).map(fromRow)
    },
    async update(rollout) {
      const { id, version } = rollout
      const row = { id, version, was: version - 1, body: JSON.stringify(rollout) }
      return (await session.change(update, row)) === 1
    },
    async noteDuration({ id, project, service, environment, region }, past) {
      const place = { project, service, environment, region }
      const { durationMs: duration_ms, replicas, finishedAt: finished_at } = past
      await session.change(noteDuration, { rollout_id: id, ...place, duration_ms, replicas, finished_at })
    },
    async durations(place) {
      const rows = await session.rows(newestDurations, place)
      return rows.map((row) => ({
        durationMs: row.duration_ms,
        replicas: row.replicas,
        finishedAt: row.finished_at,
      }))
    },
  }
}

function toRow(rollout: TargetRollout, position: number): RolloutsTable {
  const { id, deployId, wave, version } = rollout
  return { id, deploy_id: deployId, wave, position, version, body: JSON.stringify(rollout) }
}

function fromRow(row: { body: string }): TargetRollout {
  return JSON.parse(row.body) as TargetRollout
}
