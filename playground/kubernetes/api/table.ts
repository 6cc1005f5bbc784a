import type { JsonMap } from '../json.ts'
import type { KubeObject } from '../objects.ts'
import type { Plural } from '../kinds.ts'
import type { ApiRequest } from './request.ts'
import { COLUMNS } from './table-columns.ts'

export function wantsTable({ accept }: ApiRequest): boolean {
  return /as=Table\b/.test(accept) && /g=meta\.k8s\.io/.test(accept)
}

/** The objects as the Table that `kubectl get` prints. */
export function asTable(
  plural: Plural,
  objects: readonly KubeObject[],
  { metadata, now }: { metadata: JsonMap; now: number },
): JsonMap {
  const columns = COLUMNS[plural]
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(({ name, type = 'string', priority = 0 }) => ({
      name,
      type,
      format: name === 'Name' ? 'name' : '',
      description: name,
      priority,
    })),
    rows: objects.map((object) => ({
      cells: columns.map(({ cell }) => cell(object, now)),
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
    })),
  }
}
