export interface LogLine {
  at: number
  text: string
}

interface Runs {
  current?: LogLine[]
  previous?: LogLine[]
}

export type ContainerLogs = ReturnType<typeof createContainerLogs>

/** What the containers printed: of the run now and of the run before, as the kubelet keeps it. */
export function createContainerLogs() {
  const runs = new Map<string, Runs>()
  const key = (uid: string, container: string): string => `${uid}/${container}`
  return {
    begin(uid: string, container: string): void {
      const { current } = runs.get(key(uid, container)) ?? {}
      runs.set(key(uid, container), { current: [], ...(current && { previous: current }) })
    },
    write(uid: string, container: string, line: LogLine): void {
      runs.get(key(uid, container))?.current?.push(line)
    },
    read: (uid: string, container: string, which: 'current' | 'previous'): readonly LogLine[] | undefined =>
      runs.get(key(uid, container))?.[which],
    forget(uid: string): void {
      for (const name of runs.keys()) if (name.startsWith(`${uid}/`)) runs.delete(name)
    },
  }
}
