/** Hours are kept this long; a day of Kubernetes is summed from its hours for as long as all of them are there. */
export const HOURS_KEPT_MS = 10 * 86_400_000
export const HOUR_MS = 3_600_000
