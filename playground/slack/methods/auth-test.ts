import type { ApiMethod } from '../method.ts'

export const authTest: ApiMethod = {
  name: 'auth.test',
  tier: 'special',
  token: 'bot',
  scopes: [],
  required: [],
  run({ url, workspace: { team, bot, people } }) {
    return {
      url: `${url}/`,
      team: team.name,
      user: people.get(bot.userId)?.name,
      team_id: team.id,
      user_id: bot.userId,
      bot_id: bot.botId,
      is_enterprise_install: false,
    }
  },
}
