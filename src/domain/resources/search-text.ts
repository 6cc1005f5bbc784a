/**
 * What to look for when somebody pastes an address: `rediss://default:…@host:6379/0` is looked up as its host name, in
 * lower case. Slack writes links as `<http://host|host>`. An ARN stays whole; so does a part of a name.
 */
export function searchText(typed: string): string {
  const plain = typed
    .trim()
    .replace(/^<([^|>]*)(\|[^>]*)?>$/, '$1')
    .replaceAll(/^[`'"\s]+|[`'"\s]+$/g, '')
    .toLowerCase()
  if (plain.startsWith('arn:')) return plain
  const address = plain.replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
  const [authority = ''] = address.split(/[/?#]/, 1)
  return authority.replace(/^.*@/, '').replace(/:\d*$/, '').replace(/\.+$/, '')
}
