import type { Resource } from './resource.ts'
import type { ResourceEnvironment } from './resource-policy.ts'

/** The dashboard of one resource; null when policy names none. A placeholder that is not known stays as it stands. */
export function dashboardOf(
  environment: Pick<ResourceEnvironment, 'dashboard'> | null,
  {
    name,
    region,
    project,
    environment: environmentName,
  }: Pick<Resource, 'name' | 'region' | 'project' | 'environment'>,
): string | null {
  const values: Record<string, string> = { name, region, project, environment: environmentName }
  const template = environment?.dashboard ?? null
  return (
    template?.replaceAll(/\{(name|region|project|environment)\}/g, (_, key: string) =>
      encodeURIComponent(values[key] ?? ''),
    ) ?? null
  )
}
