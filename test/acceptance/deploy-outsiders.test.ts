import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { cards, lastWord, modalOf, modalWords, plan, typed } from '../harness/deploy-steps.ts'
import { until } from '../harness/until.ts'

let bot: DeployApp
beforeAll(async () => {
  bot = await startDeployApp({ speed: 10, regions: ['kr'] })
  await bot.build('1.4.2')
  await typed(bot, 'U0BOB', { line: '/lock checkout alpha load test', says: 'is locked' })
})
afterAll(() => bot.stop())

for (const who of ['U0GUS', 'U0OLGA']) {
  for (const line of [
    '/deploy checkout 1.4.2 prod',
    '/rollback checkout prod',
    '/unlock checkout alpha',
    '/lock checkout prod because',
    '/freeze prod because',
    '/approve',
    '/audit',
  ]) {
    test(`${who} is turned away with words: ${line}`, async () => {
      const before = lastWord(bot, who)
      await bot.slack.as(who).command({ channel: 'payments', text: line })
      const said = () => `${lastWord(bot, who)}${modalWords(bot, who)}`
      await until('an answer', () => said() !== '' && (said() !== before || before !== ''))
      expect(said()).toMatch(/guest|outside|organisation|member/i)
      expect(modalOf(bot, who)?.submit).toBeFalsy()
    })
  }
}

test('a member of another team may look at the plan of alpha but not deploy', async () => {
  await plan(bot, 'U0ALICE', { line: '/deploy checkout 1.4.2 prod', says: 'may not deploy' })
  expect(modalOf(bot, 'U0ALICE')?.submit).toBeFalsy()
})

test('nothing of it did anything', async () => {
  expect(cards(bot)).toEqual([])
  const words = await typed(bot, 'U0BOB', { line: '/lock', says: 'load test' })
  expect(words).not.toContain('because')
})
