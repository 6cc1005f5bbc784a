import type { Card } from '../../../src/domain/card.ts'
import { createIntakeRig } from '../../harness/intake.ts'

export const MINUTE = 60_000

export interface Told {
  pod: string
  severity?: string
  startsAt?: number
  status?: 'firing' | 'resolved'
}

export type ThreadRig = Awaited<ReturnType<typeof createThreadRig>>

/** Alerts of one namespace, told pod by pod. */
export async function createThreadRig() {
  const rig = await createIntakeRig()

  /** Resolves to the time at which they were received, which is their start unless they name one. */
  async function send(...alerts: Told[]): Promise<number> {
    const now = rig.clock.now()
    await rig.send('alertmanager', {
      alerts: alerts.map(({ pod, severity = 'warning', startsAt = now, status = 'firing' }) => ({
        status,
        labels: { alertname: 'HighErrorRate', namespace: 'payments', cluster: 'prod-kr', severity, pod },
        startsAt: new Date(startsAt).toISOString(),
        endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : new Date(now).toISOString(),
      })),
    })
    return now
  }

  async function onlyThread() {
    const [thread, ...others] = await rig.threads()
    if (!thread || others.length > 0) throw new Error(`${others.length + (thread ? 1 : 0)} threads are open`)
    return thread
  }

  /** As if Slack had shown the thread's card; resolves to the thread's id. */
  async function standing(): Promise<string> {
    const { id } = await onlyThread()
    await rig.store.transaction(async (tx) => {
      const card = (await tx.cards.get(`alert-thread:${id}`)) as Card
      const shown: Card = { ...card, ts: '1.1', state: 'shown', shownVersion: card.wantedVersion }
      await tx.cards.save(shown, { state: card.state, attemptKey: null })
    })
    return id
  }

  async function replies() {
    const notices = await rig.store.read((reads) => reads.notices.unfinished())
    return notices.filter(({ kind }) => kind === 'alerts-joined')
  }
  return { ...rig, send, onlyThread, standing, replies }
}
