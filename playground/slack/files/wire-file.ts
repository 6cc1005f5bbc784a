import type { World } from '../world.ts'
import type { StoredFile } from './file-book.ts'
import { kindOf } from './file-kind.ts'
import { isReady } from './file-state.ts'

/** A file as the Web API shows it. Until it is ready Slack knows neither its kind nor where it is shared. */
export function wireFile(world: World, file: StoredFile): Record<string, unknown> {
  const { workspace, url } = world
  const { bot, team } = workspace
  const created = Math.floor(file.createdMs / 1000)
  const address = `${url}/files-pri/${team.id}-${file.id}`
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.title,
    user: bot.userId,
    user_team: team.id,
    bot_id: bot.botId,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    ...(file.altText ? { alt_txt: file.altText } : {}),
    url_private: `${address}/${encodeURIComponent(file.name)}`,
    url_private_download: `${address}/download/${encodeURIComponent(file.name)}`,
    permalink: `${url}/files/${bot.userId}/${file.id}/${encodeURIComponent(file.name)}`,
    comments_count: 0,
    ...(isReady(world, file) ? known(world, file) : { mimetype: '', filetype: '', ...nowhere }),
  }
}

const nowhere = { pretty_type: '', is_public: false, channels: [], groups: [], ims: [], shares: {} }

function known({ workspace }: World, file: StoredFile): Record<string, unknown> {
  const { mimetype, filetype, pretty, size } = kindOf(file)
  const places = file.shares.flatMap((share) => {
    const channel = workspace.channels.get(share.channelId)
    return channel ? [{ ...share, channel }] : []
  })
  const ids = (kind: (place: (typeof places)[number]) => boolean) => [
    ...new Set(places.filter(kind).map(({ channelId }) => channelId)),
  ]
  const shares: Record<string, Record<string, unknown[]>> = {}
  for (const { channel, ts, threadTs } of places) {
    const group = (shares[channel.private ? 'private' : 'public'] ??= {})
    ;(group[channel.id] ??= []).push({
      ts,
      ...(threadTs ? { thread_ts: threadTs } : {}),
      reply_users: [],
      reply_users_count: 0,
      reply_count: 0,
      channel_name: channel.im ? '' : channel.name,
      team_id: workspace.team.id,
      share_user_id: workspace.bot.userId,
    })
  }
  return {
    mimetype,
    filetype,
    pretty_type: pretty,
    ...(size ? { original_w: String(size.width), original_h: String(size.height) } : {}),
    is_public: places.some(({ channel }) => !channel.private),
    channels: ids(({ channel }) => !channel.private),
    groups: ids(({ channel }) => channel.private && channel.im === null),
    ims: ids(({ channel }) => channel.im !== null),
    shares,
  }
}
