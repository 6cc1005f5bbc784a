import { z } from 'zod'
import { refused, type Outcome } from '../domain/actor.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { stepApproval } from '../domain/approval.ts'
import { ownersOf } from '../domain/approvers.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { DeployNotice } from '../domain/deploys/deploy-view.ts'
import { whoCan, type WhoCanFacts } from '../domain/deploys/who-can.ts'
import { peopleOnly } from '../domain/members.ts'
import { PRIORITY } from '../domain/message.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { tellOfDeploy, wakeDeploy } from './deploy-effects.ts'
import { stepRecord } from './deploy-transition.ts'
import { calledIn, decided, no, userOf } from './request-deploy-decided.ts'
import { rightsOfDeploy } from './request-deploy-rights.ts'

const input = z.object({ deployId: z.string().min(1).max(200), reason: z.string().trim().max(1000) })

/** In an emergency somebody on call lets a deploy go without approval and in spite of a freeze. Everybody hears of it. */
export const createBreakGlass = defineOperation<
  z.output<typeof input>,
  DeployRecord,
  DeployDeps,
  Outcome<WhoCanFacts>
>({
  name: 'break-glass',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: { deployId }, now, deps }) => rightsOfDeploy(deps, { actor, deployId, now }),
  async decide({ tx, actor, input: { deployId, reason }, facts, now, deps }) {
    const record = await tx.deploys.get(deployId)
    const glass = { by: userOf(actor), reason, at: now }
    const outcome = record
      ? await letGo(tx, record, { glass, rights: facts, catalogue: deps.catalogue })
      : refused('deploy-unknown', { deployId })
    const details = { ...(record ? calledIn(record) : {}), reason }
    return decided(outcome, { subject: deployId, as: 'glass-broken', details })
  },
})

interface Broken {
  glass: { by: string; reason: string; at: number }
  rights: Outcome<WhoCanFacts>
  catalogue: Catalogue
}

async function letGo(
  tx: Records,
  record: DeployRecord,
  { glass, rights, catalogue }: Broken,
): Promise<Outcome<DeployRecord>> {
  if (!rights.ok) return rights
  const denial = whoCan('break-glass', { ...rights.value, reason: glass.reason })
  if (denial) return no(denial)
  // It waits for no approval and for no open season anyway.
  if (record.kind === 'rollback') return refused('break-glass-not-needed')
  const now = glass.at
  const stepped = await stepRecord(tx, record, { event: { event: 'glass-broken', ...glass }, now })
  if (!stepped.ok) return stepped
  await setAsideApprovals(tx, record.id, { by: glass.by, now })
  const values = { by: glass.by, reason: glass.reason }
  const mentions = ownersOf(rights.value.team)
  await tellOfDeploy(tx, record, { key: 'glass-broken', news: 'glass-broken', values, mentions, now })
  await tellAdmins(
    tx,
    { deployId: record.id, news: 'glass-broken', values, mentions: [] },
    { catalogue, now },
  )
  await wakeDeploy(tx, record.id, now)
  return stepped
}

async function setAsideApprovals(
  tx: Records,
  deployId: string,
  { by, now }: { by: string; now: number },
): Promise<void> {
  for (const approval of await tx.approvals.of(deployId)) {
    if (approval.state !== 'waiting') continue
    const moment = { seen: approval.version, now }
    const aside = stepApproval(approval, { event: 'set-aside', by, reason: 'glass-broken' }, moment)
    // One that has run out of time answers so: it is expired.
    const ended = aside.ok ? aside : stepApproval(approval, { event: 'time-passed' }, moment)
    if (ended.ok && !(await tx.approvals.update(ended.value.approval))) {
      throw new Error(`setting approval ${approval.id} aside: it changed meanwhile`)
    }
  }
}

async function tellAdmins(
  tx: Records,
  payload: DeployNotice,
  { catalogue, now }: { catalogue: Catalogue; now: number },
): Promise<void> {
  await tx.notices.add({
    key: `deploy:${payload.deployId}:glass-broken:admins`,
    kind: 'deploy',
    payload: { ...payload },
    channel: catalogue.adminChannel,
    threadCardId: null,
    priority: PRIORITY.critical,
    createdAt: now,
    dueAt: now,
  })
}
