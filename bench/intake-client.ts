import { Agent, request } from 'node:http'
import { apiBodies, benchAlerts, webhookBodies } from './intake-bodies.ts'

/** What the parent asks of this process, which plays the sender so that its work is not counted as ours. */
export interface Shot {
  url: string
  headers: Record<string, string>
  format: 'webhook' | 'api'
  alerts: number
  namespaces: number
  size: number
  connections: number
  round: number
}

export interface ShotResult {
  /** From the first byte sent to the last answer. */
  totalMs: number
  latenciesMs: number[]
  statuses: Record<number, number>
  bytes: number
}

process.on('message', (shot: Shot) => {
  void shoot(shot).then((result) => process.send?.(result))
})

async function shoot(shot: Shot): Promise<ShotResult> {
  const alerts = benchAlerts(shot.alerts, shot.namespaces, shot.round)
  const make = shot.format === 'webhook' ? webhookBodies : apiBodies
  const bodies = make(alerts, shot.size).map((body) => Buffer.from(body))
  const agent = new Agent({ keepAlive: true, maxSockets: shot.connections })
  const result: ShotResult = { totalMs: 0, latenciesMs: [], statuses: {}, bytes: 0 }
  const waiting = [...bodies]
  const began = performance.now()
  const connection = async () => {
    for (let body = waiting.shift(); body; body = waiting.shift()) {
      const sent = performance.now()
      const status = await post(shot, agent, body)
      result.latenciesMs.push(performance.now() - sent)
      result.statuses[status] = (result.statuses[status] ?? 0) + 1
      result.bytes += body.length
    }
  }
  await Promise.all(Array.from({ length: shot.connections }, connection))
  result.totalMs = performance.now() - began
  agent.destroy()
  return result
}

function post(shot: Shot, agent: Agent, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length, ...shot.headers }
    const call = request(shot.url, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    call.on('error', reject)
    call.end(body)
  })
}
