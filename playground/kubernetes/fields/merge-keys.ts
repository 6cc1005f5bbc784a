import { isMap, type JsonMap } from '../json.ts'

interface ListKind {
  /** Merge key of a strategic merge patch. */
  patchKey: string
  /** Keys of an item in managed fields. */
  mapKeys: readonly string[]
}

/** Lists merged item by item, by field name; from `x-kubernetes-patch-merge-key` and `x-kubernetes-list-map-keys`. */
const KEYED: Record<string, ListKind> = {
  containers: { patchKey: 'name', mapKeys: ['name'] },
  initContainers: { patchKey: 'name', mapKeys: ['name'] },
  ephemeralContainers: { patchKey: 'name', mapKeys: ['name'] },
  env: { patchKey: 'name', mapKeys: ['name'] },
  ports: { patchKey: 'containerPort', mapKeys: ['containerPort', 'protocol'] },
  volumes: { patchKey: 'name', mapKeys: ['name'] },
  volumeMounts: { patchKey: 'mountPath', mapKeys: ['mountPath'] },
  volumeDevices: { patchKey: 'devicePath', mapKeys: ['devicePath'] },
  imagePullSecrets: { patchKey: 'name', mapKeys: ['name'] },
  hostAliases: { patchKey: 'ip', mapKeys: ['ip'] },
  topologySpreadConstraints: { patchKey: 'topologyKey', mapKeys: ['topologyKey', 'whenUnsatisfiable'] },
  conditions: { patchKey: 'type', mapKeys: ['type'] },
  ownerReferences: { patchKey: 'uid', mapKeys: ['uid'] },
}

/** Lists of scalars that a strategic merge patch adds to. */
const SETS = ['finalizers']

/** Maps that are one value. */
const ATOMIC_MAPS = [
  'selector',
  'nodeSelector',
  'fieldRef',
  'resourceFieldRef',
  'configMapKeyRef',
  'secretKeyRef',
]

export const isSet = (field: string): boolean => SETS.includes(field)
export const isAtomicMap = (field: string): boolean => ATOMIC_MAPS.includes(field)

export function keyedList(field: string, value: unknown): ListKind | undefined {
  const kind = Object.hasOwn(KEYED, field) ? KEYED[field] : undefined
  return kind && Array.isArray(value) && value.every(isMap) ? kind : undefined
}

const KEY_DEFAULTS: JsonMap = { protocol: 'TCP' }

/** The item's place in managed fields: `k:{"name":"app"}`. */
export function itemKey(item: JsonMap, keys: readonly string[]): string {
  return `k:${JSON.stringify(Object.fromEntries(keys.map((key) => [key, item[key] ?? KEY_DEFAULTS[key]])))}`
}
