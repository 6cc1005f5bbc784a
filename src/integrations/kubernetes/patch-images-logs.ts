import type { Cluster, ClusterResult } from '../../domain/cluster.ts'
import { redactLines } from '../../domain/rollout/redact.ts'
import type { LogsToRead } from '../../domain/rollout/reasons.ts'

const LINES = 20
const KEY_ENDS = /-----END [A-Z\d ]*PRIVATE KEY-----/
const KEY_BEGINS = /-----BEGIN [A-Z\d ]*PRIVATE KEY-----/

/** Of the run that was asked for, else of the other one: a container may have been started again meanwhile. */
export async function readLastLines(
  cluster: Cluster,
  namespace: string,
  { pod, container, previous }: LogsToRead,
): Promise<string[] | null> {
  for (const run of [previous, !previous]) {
    const request = { namespace, pod, container, previous: run, tailLines: LINES }
    const first = await cluster.logs(request)
    const read = mayPass(first) ? await cluster.logs(request) : first
    const lines = read.outcome === 'ok' ? shown(read.value) : []
    if (lines.length > 0) return lines
    if (read.outcome !== 'ok' && read.outcome !== 'not-found') return null
  }
  return null
}

function mayPass({ outcome }: ClusterResult<string>): boolean {
  return outcome === 'unreachable' || outcome === 'limited'
}

function shown(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return redactLines(lines.slice(keyRest(lines))).slice(-LINES)
}

/** The rest of a private key whose beginning was cut off: as many lines as not to show. */
function keyRest(lines: readonly string[]): number {
  const end = lines.findIndex((line) => KEY_ENDS.test(line))
  const begin = lines.findIndex((line) => KEY_BEGINS.test(line))
  return end >= 0 && (begin < 0 || begin > end) ? end + 1 : 0
}
