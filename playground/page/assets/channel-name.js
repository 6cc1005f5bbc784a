import { Avatar } from './avatar.js'
import { html } from './html.js'
import { Icon } from './icons.js'

/** What is on the list, as it is shown: direct messages go by whom they are with. */
export function shownChannel(channel, { names, me }) {
  if (!channel.im) return { ...names.channel(channel.id), ...channel }
  const other = names.person(channel.im)
  return { ...channel, name: other?.realName ?? 'App', topic: '', members: [me.id, channel.im] }
}

export const channelWords = ({ im, name }) => (im ? name : `#${name}`)

export function ChannelIcon({ channel }) {
  if (channel.im) return html`<${Avatar} id=${channel.im} name=${channel.name} app=${true} small=${true} />`
  return html`<${Icon} name=${channel.private ? 'lock' : 'hash'} />`
}
