/** What a container asks for; 0: nothing. */
export interface ContainerSize {
  name: string
  cpuCores: number
  ramBytes: number
}

/** How a workload is, from `at` on. */
export interface UsageEntry {
  at: number
  pods: number
  /** Its images: other ones are other pods. */
  revision: string
  containers: ContainerSize[]
}

export interface RunningWorkload extends Omit<UsageEntry, 'at'> {
  /** As OpenCost says it. '': pods of nobody. */
  kind: 'deployment' | 'statefulset' | 'daemonset' | 'job' | ''
  namespace: string
  name: string
}

export interface LoggedWorkload extends Pick<RunningWorkload, 'kind' | 'namespace' | 'name'> {
  /** Oldest first. */
  entries: UsageEntry[]
}

/** By `namespace/kind/name`. */
export type UsageLog = Record<string, LoggedWorkload>

const KEPT_MS = 45 * 24 * 3_600_000

/** Writes down what is another than before, also what is gone; true when anything is. */
export function noteUsage(log: UsageLog, running: readonly RunningWorkload[], at: number): boolean {
  const seen = new Set<string>()
  let isNews = false
  for (const { kind, namespace, name, ...now } of running) {
    const key = `${namespace}/${kind}/${name}`
    seen.add(key)
    const logged = (log[key] ??= { kind, namespace, name, entries: [] })
    if (append(logged, { at, ...now })) isNews = true
  }
  for (const [key, logged] of Object.entries(log)) {
    const last = logged.entries.at(-1)
    if (!seen.has(key) && last && append(logged, { ...last, at, pods: 0 })) isNews = true
  }
  return isNews
}

function append({ entries }: LoggedWorkload, entry: UsageEntry): boolean {
  const last = entries.at(-1)
  if (last && isSame(last, entry)) return false
  if (last?.at === entry.at) entries.pop()
  entries.push(entry)
  const firstKept = entries.findLastIndex(({ at }) => at <= entry.at - KEPT_MS)
  if (firstKept > 0) entries.splice(0, firstKept)
  return true
}

function isSame({ at: _before, ...before }: UsageEntry, { at: _now, ...now }: UsageEntry): boolean {
  return JSON.stringify(before) === JSON.stringify(now)
}
