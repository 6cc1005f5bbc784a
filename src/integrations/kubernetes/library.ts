/** Loading it takes a second and 90 MB: only for who has clusters. */
export function loadLibrary() {
  return import('@kubernetes/client-node')
}
