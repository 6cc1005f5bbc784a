import { describe, expect, test } from 'vitest'
import { until } from '../harness/until.ts'
import {
  aDay,
  aGroup,
  answerJson,
  aPage,
  costSourceAt,
  failureIn,
  refuseJson,
  setsIn,
  startScriptedCostExplorer,
  type CostScript,
} from './aws-cost-kit.ts'

const page = (project: string, token?: string, nth = 0) => aPage([aDay(nth, [aGroup(project, '1')])], token)

/** Three pages, the second day parted by them. */
const THREE: CostScript = ({ input }, response) => {
  const token = input['NextPageToken']
  if (token === undefined) {
    const days = [aDay(0, [aGroup('a', '1')]), aDay(1, [aGroup('b', '1')])]
    return answerJson(response, aPage(days, 'second'))
  }
  return answerJson(response, token === 'second' ? page('c', 'third', 1) : page('d', '', 1))
}

describe('pages', () => {
  test('are read until there is no more, and paid for one by one', async () => {
    await using aws = await startScriptedCostExplorer(THREE)
    using at = costSourceAt(aws.url)
    const sets = setsIn(await at.read(2))
    expect(sets.map(({ rows }) => rows.map(({ project }) => project))).toEqual([['a'], ['b', 'c', 'd']])
    expect(at.counted()).toBe(3)
  })

  test('that may not be paid for leave nothing half told', async () => {
    await using aws = await startScriptedCostExplorer(THREE)
    using at = costSourceAt(aws.url, { budget: 2 })
    expect(failureIn(await at.read(2))).toMatchObject({ code: 'calls-spent', requestId: null })
    expect(aws.asked).toHaveLength(2)
  })

  test('are not asked for at all when nothing may be paid', async () => {
    await using aws = await startScriptedCostExplorer(THREE)
    using at = costSourceAt(aws.url, { budget: 0 })
    expect(failureIn(await at.read(2)).code).toBe('calls-spent')
    expect(aws.asked).toEqual([])
  })

  test('that come again and again are no answer', async () => {
    await using aws = await startScriptedCostExplorer(({ nth }, response) =>
      answerJson(response, page(`p${nth}`, nth % 2 === 0 ? 'even' : 'odd')),
    )
    using at = costSourceAt(aws.url)
    expect(failureIn(await at.read())).toMatchObject({ code: 'broken', requestId: 'request-1' })
    expect(aws.asked).toHaveLength(3)
  })

  test('after the first are asked for once more, so that what was paid is not lost', async () => {
    await using aws = await startScriptedCostExplorer((ask, response) =>
      ask.nth === 2 ? refuseJson(response, 'ThrottlingException') : THREE(ask, response),
    )
    using at = costSourceAt(aws.url)
    const answer = at.read(2)
    await until('the refusal', () => at.notes.length === 2)
    await at.clock.advance(2000)
    expect(setsIn(await answer)[1]?.rows).toHaveLength(3)
    expect(at.counted()).toBe(4)
  })

  test('that cannot be paid for a second time are not asked for once more', async () => {
    await using aws = await startScriptedCostExplorer((ask, response) =>
      ask.nth === 2 ? refuseJson(response, 'ThrottlingException') : THREE(ask, response),
    )
    using at = costSourceAt(aws.url, { budget: 2 })
    const answer = at.read(2)
    await until('the refusal', () => at.notes.length === 2)
    await at.clock.advance(2000)
    expect(failureIn(await answer).code).toBe('calls-spent')
    expect(aws.asked).toHaveLength(2)
  })
})

describe('a tag that nothing carries', () => {
  const untagged = aPage([aDay(0, [aGroup('', '1'), aGroup('', '2', { service: 'Tax' })])])
  const answering =
    (tags: unknown): CostScript =>
    ({ action }, response) =>
      answerJson(response, action === 'GetCostAndUsage' ? untagged : { CostAllocationTags: tags })

  test.each<[string, unknown[], boolean]>([
    ['inactive', [{ TagKey: 'project', Type: 'UserDefined', Status: 'Inactive' }], true],
    ['unknown to the billing console', [], true],
    ['active', [{ TagKey: 'project', Type: 'UserDefined', Status: 'Active' }], false],
  ])('is told when it is %s', async (_, tags, isInactive) => {
    await using aws = await startScriptedCostExplorer(answering(tags))
    using at = costSourceAt(aws.url)
    const notes = isInactive ? [{ code: 'tag-inactive', tag: 'project' }] : []
    expect(await at.read()).toMatchObject({ state: 'read', notes, sets: [{ rows: [{}, {}] }] })
    expect(JSON.parse(aws.asked[1]?.body ?? '')).toEqual({ TagKeys: ['project'] })
    expect(at.counted()).toBe(2)
  })

  test('is asked about once a day', async () => {
    await using aws = await startScriptedCostExplorer(answering([]))
    using at = costSourceAt(aws.url)
    await at.read()
    expect(await at.read()).toMatchObject({ notes: [{ code: 'tag-inactive' }] })
    expect(at.counted()).toBe(3)
    await at.clock.advance(24 * 3_600_000)
    await at.read()
    expect(at.counted()).toBe(5)
  })

  test.each<[string, number, CostScript]>([
    ['who asked may not', 10, (_, response) => refuseJson(response, 'AccessDeniedException')],
    ['it may not be paid for', 1, () => {}],
  ])('is not asked about where %s, and the figures count all the same', async (_, budget, script) => {
    await using aws = await startScriptedCostExplorer((ask, response) =>
      ask.action === 'GetCostAndUsage' ? answerJson(response, untagged) : script(ask, response),
    )
    using at = costSourceAt(aws.url, { budget })
    expect(await at.read()).toMatchObject({ state: 'read', notes: [], sets: [{ rows: [{}, {}] }] })
  })

  test('is not asked about while something carries it', async () => {
    await using aws = await startScriptedCostExplorer((_, response) => answerJson(response, page('a')))
    using at = costSourceAt(aws.url)
    await at.read()
    expect(at.counted()).toBe(1)
  })
})
