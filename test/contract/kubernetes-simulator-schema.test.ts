import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { call, checkout, setImage, startTestCluster } from '../harness/kubernetes.ts'
import { createTestClock } from '../harness/test-clock.ts'

interface Schema {
  $ref?: string
  type?: string
  format?: string
  properties?: Record<string, Schema>
  additionalProperties?: Schema
  items?: Schema
  required?: string[]
}

// The published description is large and not part of the repository.
const path = join(process.env.COXSWAIN_SPECS ?? '/nowhere', 'kubernetes-openapi-v2.json')
const missing = !existsSync(path)
if (missing)
  process.stderr.write(`\nSKIPPED: no ${path} (COXSWAIN_SPECS), answers are not checked against it\n\n`)

describe.skipIf(missing)('the published OpenAPI description', () => {
  const { definitions } = missing
    ? { definitions: {} }
    : (JSON.parse(readFileSync(path, 'utf8')) as { definitions: Record<string, Schema> })
  let cluster: KubernetesSimulator

  beforeAll(async () => {
    const clock = createTestClock()
    const namespace = 'payments'
    cluster = await startTestCluster({
      clock,
      workloads: [
        checkout,
        { kind: 'StatefulSet', namespace, name: 'ledger', images: ['registry.example.test/ledger:1'] },
        { kind: 'DaemonSet', namespace, name: 'agent', images: ['registry.example.test/agent:1'] },
      ],
    })
    for (const scenario of ['crash', 'init-crash', 'quota', 'evicted', 'unschedulable']) {
      await setImage(cluster, `registry.example.test/checkout:bad-${scenario}`)
      await clock.advance(20_000)
    }
  })
  afterAll(() => cluster.stop())

  test.each([
    ['/api/v1/pods', 'io.k8s.api.core.v1.PodList'],
    ['/api/v1/events', 'io.k8s.api.core.v1.EventList'],
    ['/api/v1/namespaces', 'io.k8s.api.core.v1.NamespaceList'],
    ['/apis/apps/v1/deployments', 'io.k8s.api.apps.v1.DeploymentList'],
    ['/apis/apps/v1/replicasets', 'io.k8s.api.apps.v1.ReplicaSetList'],
    ['/apis/apps/v1/statefulsets', 'io.k8s.api.apps.v1.StatefulSetList'],
    ['/apis/apps/v1/daemonsets', 'io.k8s.api.apps.v1.DaemonSetList'],
    ['/apis/apps/v1/controllerrevisions', 'io.k8s.api.apps.v1.ControllerRevisionList'],
    ['/apis/apps/v1', 'io.k8s.apimachinery.pkg.apis.meta.v1.APIResourceList'],
    ['/version', 'io.k8s.apimachinery.pkg.version.Info'],
    ['/apis/apps/v1/namespaces/payments/deployments/nope', 'io.k8s.apimachinery.pkg.apis.meta.v1.Status'],
  ])('%s is a %s', async (asked, name) => {
    const { body } = await call(cluster, asked)
    if ('items' in body) expect((body.items as unknown[]).length).toBeGreaterThan(0)
    expect(definitions[name]).toBeDefined()
    expect(defects(body, { $ref: `#/definitions/${name}` }, '')).toEqual([])
  })

  test('would see an unknown field, a wrong type and a lacking field', () => {
    const status = { phase: 1, conditions: [{ type: 'Ready' }], weather: 'fine' }
    const pod = { $ref: '#/definitions/io.k8s.api.core.v1.Pod' }
    expect(defects({ status }, pod, 'pod')).toEqual([
      'pod.status.phase: number for string',
      'pod.status.conditions[0].status: lacking',
      'pod.status.weather: unknown',
    ])
  })

  /** Fields that the description does not have, lacks, or that have another type. */
  function defects(value: unknown, schema: Schema, at: string): string[] {
    if (schema.$ref) return defects(value, definitions[schema.$ref.replace('#/definitions/', '')] ?? {}, at)
    if (value === null || schema.format === 'int-or-string' || (!schema.type && !schema.properties)) return []
    if (Array.isArray(value)) {
      if (schema.type !== 'array') return [`${at}: an array`]
      return value.flatMap((item, index) => defects(item, schema.items ?? {}, `${at}[${index}]`))
    }
    if (typeof value !== 'object') {
      const type = typeof value === 'number' ? ['integer', 'number'] : [typeof value]
      return type.includes(schema.type ?? '') ? [] : [`${at}: ${typeof value} for ${schema.type}`]
    }
    const lacking = (schema.required ?? [])
      .filter((field) => !(field in value))
      .map((field) => `${at}.${field}: lacking`)
    const known = schema.properties
    const found = Object.entries(value).flatMap(([field, inner]) => {
      const inside = known ? known[field] : (schema.additionalProperties ?? {})
      return inside ? defects(inner, inside, `${at}.${field}`) : [`${at}.${field}: unknown`]
    })
    return [...lacking, ...found]
  }
})
