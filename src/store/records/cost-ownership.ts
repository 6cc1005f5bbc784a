import type { OwnershipChange } from '../../domain/cost/ownership.ts'
import type { CostOwnershipTable } from '../cost-tables.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

const all = statement(({ db }) =>
  db
    .selectFrom('cost_ownership')
    .select(['cluster', 'namespace', 'team_id', 'from_at'])
    .orderBy('from_at')
    .orderBy('arrival'),
)

const insert = statement(({ db }, row: Omit<CostOwnershipTable, 'arrival'>) =>
  db.insertInto('cost_ownership').values({
    cluster: row.cluster,
    namespace: row.namespace,
    team_id: row.team_id,
    from_at: row.from_at,
  }),
)

export async function costOwnership(session: Session): Promise<OwnershipChange[]> {
  return (await session.rows(all, {})).map(({ cluster, namespace, team_id: teamId, from_at: from }) => {
    return { cluster, namespace, teamId, from }
  })
}

export async function addCostOwnership(session: Session, changes: OwnershipChange[]): Promise<void> {
  const rows = changes.map(({ cluster, namespace, teamId, from }) => {
    return { cluster, namespace, team_id: teamId, from_at: from }
  })
  await session.changeEach(insert, rows)
}
