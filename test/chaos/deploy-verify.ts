import { createNewId } from '../../src/lib/id.ts'
import { verifyChain } from '../../src/queries/audit-chain.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { roots } from '../harness/read-message.ts'
import type { Expected } from './deploy-journeys.ts'
import { cardWords } from './deploy-people.ts'
import { runningIn, type DeployStage, type Running } from './deploy-stage.ts'
import type { DeployTruth } from './deploy-truth.ts'
import { CHANNEL, imageOf, REGIONS } from './deploy-workspace.ts'

interface Judged {
  expected: readonly Expected[]
  /** By region, before anything was deployed. */
  before: Readonly<Record<string, Running>>
}

/** Everything that is wrong, in words; empty when all holds. Nothing may be left to do. */
export function deployFaults(stage: DeployStage, truth: DeployTruth, judged: Judged): string[] {
  const expected = judged.expected.flatMap(({ deploys }) => deploys)
  return [
    ...truth.deadWork.map((line) => `given up: ${line}`),
    ...expected.flatMap((deploy) => endsAsExpected(stage, truth, deploy)),
    ...oneCardEach(stage, truth),
    ...repliesInTheirThread(stage, truth),
    ...changedOnce(stage, judged),
    ...approvedOnce(truth),
    ...truth.locks.flatMap(({ holder, queue }) =>
      holder || queue.length > 0 ? [`a lock is left: ${JSON.stringify(holder ?? queue)}`] : [],
    ),
    ...difference(
      'deploys',
      expected.map(({ id }) => id),
      truth.deploys.map(({ id }) => id),
    ),
  ]
}

function endsAsExpected(
  stage: DeployStage,
  truth: DeployTruth,
  { id, state, words, notices }: Expected['deploys'][number],
): string[] {
  const record = truth.deploys.find((deploy) => deploy.id === id)
  const shown = cardWords(stage, id)
  // A bot that has no time finds a cluster slow, and says so.
  const told = truth.notices.filter(
    (notice) => notice.id.startsWith(`deploy:${id}:`) && !notice.id.includes(':held-back:'),
  )
  return [
    ...(record?.state === state ? [] : [`${id} is ${record?.state ?? 'gone'} instead of ${state}`]),
    ...(words.test(shown) ? [] : [`the card of ${id} does not say ${String(words)}: ${shown.slice(0, 200)}`]),
    ...difference(
      `notices of ${id}`,
      notices,
      told.map((notice) => notice.id.split(':')[2] ?? ''),
    ),
  ]
}

/** The bot's messages are exactly those that its records know, and each card is another deploy's. */
function oneCardEach({ slack }: DeployStage, truth: DeployTruth): string[] {
  const standing = slack.messages(CHANNEL).filter(({ bot_id: bot }) => bot !== undefined)
  const known = [...truth.cards, ...truth.notices].filter(({ channel }) => channel === CHANNEL)
  const keys = standing.map(({ metadata }) => JSON.stringify(metadata))
  const headers = roots(standing).map(({ blocks }) => JSON.stringify((blocks as unknown[])[0]))
  return [
    ...difference(
      'records and messages',
      known.map(({ ts }) => String(ts)),
      standing.map(({ ts }) => String(ts)),
    ),
    ...difference('keys of messages', [...new Set(keys)], keys),
    ...difference('deploys with a card', [...new Set(headers)], headers),
    ...difference(
      'cards',
      truth.deploys.map(({ id }) => `deploy:${id}`),
      truth.cards.map(({ id }) => id),
    ),
  ]
}

function repliesInTheirThread({ slack }: DeployStage, { cards, notices }: DeployTruth): string[] {
  const messages = slack.messages(CHANNEL)
  const misplaced = notices.filter(({ thread_card_id: card, ts }) => {
    const message = messages.find((one) => one.ts === ts)
    return card !== null && message?.thread_ts !== cards.find(({ id }) => id === card)?.ts
  })
  return misplaced.map(({ id }) => `not in its thread: ${id}`)
}

/** The generation counts every change of the workload, whoever made it. */
function changedOnce(stage: DeployStage, { expected, before }: Judged): string[] {
  const last = expected.at(-1)?.version
  return REGIONS.flatMap((region) => {
    const { image, generation } = runningIn(stage, region)
    const wanted = expected.reduce((sum, { changes }) => sum + (changes[region as 'kr'] ?? 0), 0)
    const changes = generation - (before[region]?.generation ?? 0)
    return [
      ...(changes === wanted ? [] : [`${region} was changed ${changes} times instead of ${wanted}`]),
      ...(last === undefined || image === imageOf(last) || image.endsWith(imageOf(last).split('@')[1] ?? '')
        ? []
        : [`${region} runs ${image} instead of ${last}`]),
    ]
  })
}

function approvedOnce({ approvals, audit }: DeployTruth): string[] {
  return approvals.flatMap(({ id, count, votes, state, subjectId }) => {
    const said = audit.filter(
      ({ operation, outcome, details }) =>
        operation === 'approve-deploy' && outcome === 'approved' && details.includes(id),
    )
    const wanted = state === 'approved' ? 1 : 0
    return [
      ...(votes.length <= count ? [] : [`${votes.length} votes on ${id}`]),
      ...(said.length === wanted || state !== 'approved'
        ? []
        : [`${id} of ${subjectId} was approved ${said.length} times`]),
    ]
  })
}

/** Of the bot that was stopped: its audit is one chain. */
export async function auditFaults({ dataDir, now }: DeployStage, truth: DeployTruth): Promise<string[]> {
  const store = await openSqliteStore({ dataDir, newId: createNewId(now), now })
  const chain = await verifyChain(store)
  await store.close()
  const requested = truth.audit.filter(
    ({ operation, outcome }) => operation === 'request-deploy' && outcome === 'requested',
  )
  return [
    ...(chain.state === 'intact' && chain.count > 0 ? [] : [`the audit: ${JSON.stringify(chain)}`]),
    ...difference(
      'requests in the audit',
      truth.deploys.map(({ id }) => id),
      requested.map(({ subject }) => subject),
    ),
  ]
}

/** Multisets. */
function difference(what: string, wanted: string[], seen: string[]): string[] {
  const count = (items: string[]) => Map.groupBy(items, (item) => item)
  const [left, right] = [count(wanted), count(seen)]
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((item) => {
    const [expected, found] = [left.get(item)?.length ?? 0, right.get(item)?.length ?? 0]
    return expected === found ? [] : [`${what}: ${item} is wanted ${expected} times, stands ${found} times`]
  })
}
