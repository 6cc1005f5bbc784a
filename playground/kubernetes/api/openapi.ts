import type { JsonMap } from '../json.ts'
import { RESOURCES } from '../resources.ts'

/** As much of OpenAPI v3 as kubectl reads before `apply`: which kinds accept `fieldValidation`. */
export function serveOpenApi(path: string): JsonMap | undefined {
  if (path === '/openapi/v3')
    return {
      paths: Object.fromEntries(
        [...new Set(RESOURCES.map(prefixOf))].map((prefix) => [
          prefix,
          { serverRelativeURL: `/openapi/v3/${prefix}?hash=SIMULATED` },
        ]),
      ),
    }
  const prefix = path.replace('/openapi/v3/', '')
  const resources = RESOURCES.filter((resource) => prefixOf(resource) === prefix)
  if (resources.length === 0) return undefined
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
    name,
    in: 'query',
    schema: { type: name === 'force' ? 'boolean' : 'string', uniqueItems: true },
  }))
  const paths = resources.map(({ group, version, kind, plural, namespaced }) => [
    `/${prefix}/${namespaced ? 'namespaces/{namespace}/' : ''}${plural}/{name}`,
    {
      patch: {
        parameters,
        responses: {},
        'x-kubernetes-action': 'patch',
        'x-kubernetes-group-version-kind': { group, version, kind },
      },
    },
  ])
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.31.4' },
    paths: Object.fromEntries(paths) as JsonMap,
    components: { schemas: {} },
  }
}

function prefixOf({ group, version }: { group: string; version: string }): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`
}
