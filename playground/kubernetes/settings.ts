/** Speeds, in milliseconds of the cluster's clock. */
export interface ClusterSettings {
  /** From a pod's creation to Ready. */
  podReadyMs: number
  /** From the request to stop to the process's end; never longer than the grace period. */
  podStopMs: number
  /** From a change to the controllers' answer. */
  controllerMs: number
  /** First wait after a crash; it doubles, up to thirty times as long. */
  backoffMs: number
  /** Between two bookmarks of an idle watch. */
  bookmarkMs: number
}

export const DEFAULT_SETTINGS: ClusterSettings = {
  podReadyMs: 8000,
  podStopMs: 1500,
  controllerMs: 50,
  backoffMs: 10_000,
  bookmarkMs: 60_000,
}
