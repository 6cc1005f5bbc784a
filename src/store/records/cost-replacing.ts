import type { CostLine } from '../../domain/cost/line.ts'
import type { CostImport } from '../../domain/cost/source.ts'
import type { Session } from '../session.ts'
import { importOf, putImport, toImportRow } from './cost-imports.ts'
import { numberNames, storable } from './cost-names.ts'
import { groupKeyText, packLines, type GroupKey, type PackedGroup } from './cost-packing.ts'
import { dayNumberOfHour, toNumber, type PeriodNumber } from './cost-periods.ts'
import * as statements from './cost-statements.ts'

export async function replaceFigures(
  session: Session,
  imported: Omit<CostImport, 'revision'>,
  lines: CostLine[],
): Promise<CostImport> {
  const period = toNumber(imported.period)
  const day = period.unit === 'day' ? period.period : dayNumberOfHour(period.period)
  const numbers = await numberNames(session, namesIn(imported.sourceId, lines), day)
  const source = numbers.get(storable(imported.sourceId)) as number
  const key = { ...period, source }
  const isChanged = await putAll(session, key, packLines(lines, numbers))
  const before = await session.first(importOf, key)
  const revision = before === null ? 0 : before.revision + (isChanged ? 1 : 0)
  const stands = { ...imported, revision }
  await session.change(putImport, toImportRow(stands, key))
  return stands
}

/** Projects before services: see `numberNames`. */
function* namesIn(sourceId: string, lines: CostLine[]): Generator<string> {
  yield sourceId
  for (const { currency, teamId } of lines) {
    yield currency
    if (teamId !== null) yield teamId
  }
  for (const { project } of lines) yield project
  for (const { service } of lines) yield service
}

/** Writes what differs only: most that is read again is as it was. Tells whether anything did. */
async function putAll(
  session: Session,
  key: PeriodNumber & { source: number },
  packed: PackedGroup[],
): Promise<boolean> {
  const before = new Map<number, Uint8Array>()
  for (const { grp, body } of await session.rows(statements.figuresOfSource, key)) before.set(grp, body)
  const ids = await groupIds(session, key.source)
  let isChanged = false
  for (const { members, total, body, ...group } of packed) {
    const grp = ids.get(groupKeyText(group)) ?? (await addGroup(session, { source: key.source, ...group }))
    const was = before.get(grp)
    before.delete(grp)
    if (was !== undefined && Buffer.compare(was, body) === 0) continue
    isChanged = true
    await session.changeEach(
      statements.insertMember,
      members.map((member) => ({ member, grp })),
    )
    await session.change(statements.putFigures, { unit: key.unit, period: key.period, grp, total, body })
  }
  const gone = [...before.keys()].map((grp) => ({ unit: key.unit, period: key.period, grp }))
  await session.changeEach(statements.deleteFigures, gone)
  return isChanged || gone.length > 0
}

async function groupIds(session: Session, source: number): Promise<Map<string, number>> {
  const rows = await session.rows(statements.groupsOfSource, { source })
  return new Map(rows.map((row) => [groupKeyText(row), row.id]))
}

async function addGroup(session: Session, group: GroupKey & { source: number }): Promise<number> {
  const row = await session.first(statements.insertGroup, group)
  return (row as { id: number }).id
}
