/** What our record knows of one rollout. All times are the cluster's own (ms since the epoch), never the bot's. */
export interface RolloutRecord {
  /** The server's time of our write. */
  readonly startedAt: number
  readonly uid: string
  /** `metadata.generation` as the answer to our write had it. */
  readonly generation: number
  /**
   * The revision before our write; the same one afterwards means that no pod changed. Of a Deployment its revision
   * annotation, of a StatefulSet `status.updateRevision`, of a DaemonSet the number of its newest ControllerRevision.
   */
  readonly revisionBefore: string | null
  /** What our write made, once it is known; a verdict's memory carries it from then on. */
  readonly revision: string | null
  readonly templateHash: string | null
  /** Container name → image, as the answer to our write had them. */
  readonly images: Readonly<Record<string, string>>
  /** The longest time without progress where the workload itself sets none. */
  readonly deadlineMs: number
  readonly stabilityMs: number
  /** After this a rollout that neither ended nor failed is left to go on in the background. */
  readonly hardCapMs?: number
  /** What the last verdict gave back to be kept. */
  readonly memory: RolloutMemory | null
}

/** What a judge must know of the past and cannot read from the objects. */
export interface RolloutMemory {
  readonly revision: string | null
  readonly templateHash: string | null
  readonly best: HighWater
  readonly lastProgressAt: number
  readonly lastNewReadyAt: number | null
  readonly firstStableAt: number | null
  /** The replicas that were wanted when the stability window began. */
  readonly stableDesired: number | null
  /** When a window that had begun was lost for the first time. */
  readonly firstUnstableAt: number | null
  readonly desired: number
}

export interface HighWater {
  readonly updated: number
  readonly newReady: number
  readonly newAvailable: number
  readonly leastOld: number
}

export const HARD_CAP_MS = 30 * 60_000
