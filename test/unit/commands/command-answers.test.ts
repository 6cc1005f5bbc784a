import { expect, test } from 'vitest'
import { createAlertsCommand } from '../../../src/commands/alerts.ts'
import { createCoxswainCommand } from '../../../src/commands/coxswain.ts'
import { commandList } from '../../../src/commands/index.ts'
import { createOwnerCommand } from '../../../src/commands/owner.ts'
import type { Actor } from '../../../src/domain/actor.ts'
import type { AlertScope } from '../../../src/queries/list-alerts.ts'
import { createWhoOwns } from '../../../src/queries/who-owns.ts'
import type { SlashCommand } from '../../../src/commands/door.ts'
import { givenCatalogue, NINE } from '../../harness/given.ts'

const bob: Actor = { kind: 'person', userId: 'U0BOB', membership: 'member', isAdmin: false }
const guest: Actor = { ...bob, membership: 'guest' }

/** Commands that answer in words open nothing. */
async function textOf(command: SlashCommand, text: string, actor: Actor = bob): Promise<string> {
  const nothing = {
    ephemeral: async () => {},
    replace: async () => false,
    openModal: async () => ({ error: 'not here' }),
    updateModal: async () => ({ ok: false }),
  }
  const answer = await command.run({ actor, text, channelId: 'C0PAY', triggerId: 't' }, nothing)
  return answer?.text ?? ''
}

async function alerts(text: string): Promise<AlertScope | string> {
  let asked: AlertScope | null = null
  const command = createAlertsCommand({
    now: () => NINE,
    async listAlerts({ input }) {
      asked = input.scope
      return { ok: false, refusal: { reason: 'x' } }
    },
  })
  const answer = await textOf(command, text)
  return asked ?? answer
}

test.each([
  ['', { kind: 'mine' }],
  ['mine', { kind: 'mine' }],
  ['MINE', { kind: 'mine' }],
  ['all', { kind: 'all' }],
  ['payments', { kind: 'project', namespace: 'payments' }],
  ['<#C0PAY|payments>', { kind: 'project', namespace: 'payments' }],
])('/alerts %s', async (text, scope) => expect(await alerts(text)).toEqual(scope))

test.each(['payments prod', '<@U0BOB|bob>', 'help'])(
  '/alerts %s shows usage with an example',
  async (text) => {
    const answer = await alerts(text)
    expect(answer).toContain('`/alerts [mine|all|&lt;project&gt;]`')
    expect(answer).toContain('For example: `/alerts`')
  },
)

const owner = createOwnerCommand({
  whoOwns: createWhoOwns({
    catalogue: givenCatalogue(),
    directory: { groupMembers: async () => ['U0BOB', 'U0DANA'] },
  }),
})
const ask = async (text: string, actor = bob) => textOf(owner, text, actor)

test('/owner tells team, people, channel and Slack group', async () => {
  expect(await ask('payments')).toMatchInlineSnapshot(`
    "*\`payments\`* · every cluster
    Team: *Payments*
    Channel: <#C0PAY>
    Slack group: <!subteam^S0PAY>
    People: <@U0BOB> <@U0DANA>
    Services: \`payments-api\`"
  `)
  expect(await ask('search prod-kr')).toContain('Slack group: none')
  expect(await ask('Payments')).toBe(await ask('payments'))
})

test('/owner of what nobody owns names the nearest, and the clusters it is known in', async () => {
  expect(await ask('serch')).toMatchInlineSnapshot(
    `"No project \`serch\` is in the catalogue, so nobody owns it. Did you mean \`search\`? To register it, ask the platform team to add it to the catalogue."`,
  )
  expect(await ask('search prod-us')).toMatchInlineSnapshot(
    `"No project \`search\` in \`prod-us\` is in the catalogue, so nobody owns it. It is known in \`prod-kr\`. To register it, ask the platform team to add it to the catalogue."`,
  )
})

test.each(['', 'a b c', '<@U0BOB>', 'help'])('/owner %s shows usage with an example', async (text) => {
  expect(await ask(text)).toContain('`/owner &lt;namespace&gt; [cluster]`')
  expect(await ask(text)).toContain('For example: `/owner payments`')
})

test('guests may not ask', async () => {
  expect(await ask('payments', guest)).toContain('Guests cannot do this')
})

const coxswain = createCoxswainCommand({
  commandList,
  doctor: async () => ({ ok: false, refusal: { reason: 'admins-only' } }),
})
const say = async (text: string) => await textOf(coxswain, text, bob)

test('/coxswain helps from the registry', async () => {
  const help = await say('')
  for (const { name, summary } of commandList) {
    expect(help).toContain(name)
    expect(help).toContain(summary)
  }
  expect(await say('help')).toBe(help)
  expect(await say('help owner')).toContain('`/owner payments prod-kr`')
  expect(await say('help /owner')).toContain('`/owner payments prod-kr`')
})

test.each([
  ['docter', '`/coxswain doctor`'],
  ['hlep', '`/coxswain help`'],
  ['help onwer', '`/coxswain help owner`'],
])('/coxswain %s suggests %s', async (text, suggestion) => {
  expect(await say(text)).toContain(`Did you mean ${suggestion}?`)
  expect(await say(text)).toContain('For example:')
})

test('/coxswain doctor is for admins', async () => {
  expect(await say('doctor')).toContain('for the admins of the bot')
})
