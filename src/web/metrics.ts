import type { FastifyInstance } from 'fastify'

export interface MetricsPageDeps {
  metrics: { text(): Promise<string>; registry: { contentType: string } }
}

/** GET /metrics, for Prometheus. */
export function registerMetrics(app: FastifyInstance, deps: MetricsPageDeps): void {
  app.get('/metrics', async (_request, reply) => {
    const text = await deps.metrics.text()
    return reply.header('content-type', deps.metrics.registry.contentType).send(text)
  })
}
