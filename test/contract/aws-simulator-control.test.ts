import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateUserCommand, DescribeUsersCommand } from '@aws-sdk/client-elasticache'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startAwsSimulator } from '../../playground/aws/simulator.ts'
import {
  clientOf,
  createGroup,
  groupSeen,
  makeGroup,
  makeGroupNeeds,
  membersSeen,
  openAws,
  refusalOf,
  SETTINGS,
  START,
  type AwsStage,
} from './aws-simulator-kit.ts'

let stage: AwsStage

beforeEach(async () => {
  stage = await openAws()
})
afterEach(() => stage.stop())

const createUser = () =>
  stage.client.send(
    new CreateUserCommand({
      UserId: 'app',
      UserName: 'app',
      Engine: 'redis',
      AccessString: 'on ~* +@all',
      Passwords: ['a-password-of-the-test'],
      Tags: [{ Key: 'coxswain:resource', Value: 'r1' }],
    }),
  )
const kinds = () => stage.aws.inventory().map(({ kind, name }) => `${kind} ${name}`)

test('the journal has every call with what became of it, the inventory whose things are', async () => {
  await createUser()
  await refusalOf(createUser())
  await stage.client.send(new DescribeUsersCommand({ UserId: 'APP' }))
  const told = stage.aws.journal().map(({ requestId: _requestId, ...entry }) => entry)
  const common = { at: START, service: 'elasticache', region: 'ap-northeast-2', name: 'app' }
  expect(told).toEqual([
    { ...common, seq: 1, operation: 'CreateUser', isWrite: true, isEffective: true, code: null },
    {
      ...common,
      seq: 2,
      operation: 'CreateUser',
      isWrite: true,
      isEffective: false,
      code: 'UserAlreadyExists',
    },
    { ...common, seq: 3, operation: 'DescribeUsers', isWrite: false, isEffective: false, code: null },
  ])
  expect(stage.aws.inventory()).toEqual([
    {
      kind: 'elasticache-user',
      name: 'app',
      region: 'ap-northeast-2',
      arn: 'arn:aws:elasticache:ap-northeast-2:123456789012:user:app',
      status: 'creating',
      description: null,
      marker: 'r1',
      tags: { 'coxswain:resource': 'r1' },
      createdAt: START,
      summary: 'redis · app',
    },
  ])
})

test('an answer can be lost, a call too', async () => {
  stage.aws.faults.set('lost-answers')
  await expect(createUser()).rejects.toThrow(/socket hang up|ECONNRESET|aborted/)
  expect(kinds()).toEqual(['elasticache-user app'])
  expect((await refusalOf(createUser())).Code).toBe('UserAlreadyExists')
  stage.aws.reset()
  stage.aws.faults.set('unreachable')
  await expect(createUser()).rejects.toThrow(/socket hang up|ECONNRESET|aborted/)
  expect([kinds(), stage.aws.journal()]).toEqual([[], []])
})

test('a hook cuts or holds a call before or after it is carried out', async () => {
  const seen: string[] = []
  for (const [phase, left] of [
    ['before', 0],
    ['after', 1],
  ] as const) {
    stage.aws.hooks.onCall = ({ operation, name, isWrite }, when) => {
      seen.push(`${when} ${operation} ${name} ${isWrite}`)
      return when === phase ? 'drop' : 'go'
    }
    await expect(createUser()).rejects.toThrow(/socket hang up|ECONNRESET|aborted/)
    expect(kinds()).toHaveLength(left)
  }
  expect(seen).toEqual([
    'before CreateUser app true',
    ...['before', 'after'].map((at) => `${at} CreateUser app true`),
  ])
  let held = () => {}
  const isHeld = new Promise<void>((resolve) => void (held = resolve))
  stage.aws.hooks.onCall = () => {
    held()
    return 'hang'
  }
  const end = createUser().then(
    () => 'answered',
    (error: Error) => error.message,
  )
  await isHeld
  stage.aws.reset()
  expect(await end).toMatch(/socket hang up|ECONNRESET|aborted/)
  expect([kinds(), stage.aws.journal(), stage.aws.hooks.onCall]).toEqual([[], [], undefined])
})

test('what is taken away by hand is gone, what somebody else made is in the way', async () => {
  const { aws } = stage
  await makeGroupNeeds(stage)
  aws.addForeign('elasticache-replication-group', 'Sessions')
  expect(await refusalOf(createGroup(stage))).toMatchObject({ Code: 'ReplicationGroupAlreadyExists' })
  expect(await groupSeen(stage)).toMatchObject({ Status: 'available', Description: 'made by somebody else' })
  aws.removeByHand('elasticache-replication-group', 'sessions')
  expect(await membersSeen(stage)).toEqual({})
  expect(() => aws.removeByHand('elasticache-replication-group', 'sessions')).toThrow(/there is no/)
  await createGroup(stage)
  stage.pass(SETTINGS.createMs + SETTINGS.memberLagMs)
  aws.removeByHand('elasticache-cache-cluster', 'sessions-002')
  expect((await groupSeen(stage)).MemberClusters).toEqual(['sessions-001'])
  for (const { kind, name } of aws.inventory())
    if (kind !== 'elasticache-cache-cluster') aws.removeByHand(kind, name)
  expect(aws.inventory()).toEqual([])
  for (const kind of ['ssm-parameter', 'elasticache-user', 'elasticache-snapshot'] as const)
    aws.addForeign(kind, 'theirs')
  expect(aws.inventory().map(({ marker, tags }) => [marker, tags])).toEqual([
    [null, {}],
    [null, {}],
    [null, {}],
  ])
})

test('thousands of scenarios fit into one: a reset takes no time', async () => {
  let at = START
  for (let round = 0; round < 20; round++) {
    stage.aws.reset({ now: () => at })
    await makeGroupNeeds({ ...stage, pass: (ms) => void (at += ms) })
  }
  expect(stage.aws.journal()).toHaveLength(4)
})

test('what exists is kept in a file, from one start to the next', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'aws-'))
  const options = { clock: { now: stage.now }, settings: SETTINGS, persistPath: join(directory, 'aws.json') }
  const first = await startAwsSimulator(options)
  const firstStage = { ...stage, aws: first, client: clientOf(first) }
  await makeGroup(firstStage)
  const before = first.inventory()
  await first.stop()
  expect(existsSync(options.persistPath)).toBe(true)
  const second = await startAwsSimulator(options)
  expect(second.inventory()).toEqual(before)
  expect((await groupSeen({ client: clientOf(second) })).Status).toBe('available')
  await second.stop()
  rmSync(directory, { recursive: true })
})

test('what was saved is there again after a reset, as it was then', async () => {
  await createUser()
  const saved = stage.aws.save()
  stage.aws.removeByHand('elasticache-user', 'app')
  stage.aws.load(saved)
  expect(kinds()).toEqual(['elasticache-user app'])

  stage.aws.reset()
  stage.aws.load(saved)
  stage.aws.load(saved)
  expect(kinds()).toEqual(['elasticache-user app'])
  expect(stage.aws.journal()).toEqual([])
})
