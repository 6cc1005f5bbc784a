/** A configured sender of builds. */
export interface BuildSource {
  name: string
}

/** What actors and metrics call it. */
export function buildSourceId(name: string): string {
  return `builds/${name}`
}

/** Name of the fact that says when a source told of a build last, in milliseconds. `source` as in its actor. */
export function lastBuildFact(source: string): string {
  return `last-build:${source}`
}
