/** Tag and digest of `registry/repository:tag@sha256:…`; each may be missing. */
export function parseImage(image: string): { tag: string | null; digest: string | null } {
  const [named = '', digest = null] = image.split('@')
  return { tag: /:([^/:]+)$/.exec(named)?.[1] ?? null, digest }
}
