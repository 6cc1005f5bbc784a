const DAY_MS = 86_400_000

export const msOf = (ts) => Math.floor(Number(ts) * 1000)

const clock = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' })
const clockSeconds = new Intl.DateTimeFormat('en-US', {
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
})
const long = new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric' })
const longYear = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', year: 'numeric' })
const short = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric' })
const shortYear = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric' })

export const formatTime = (ms) => clock.format(ms)
export const formatSeconds = (ms) => clockSeconds.format(ms)

export const dayKey = (ms) => new Date(ms).toDateString()

function relativeDay(ms, now) {
  if (dayKey(ms) === dayKey(now)) return 'Today'
  if (dayKey(ms) === dayKey(now - DAY_MS)) return 'Yesterday'
  if (dayKey(ms) === dayKey(now + DAY_MS)) return 'Tomorrow'
  return null
}

export function formatDay(ms, now = Date.now()) {
  const name = relativeDay(ms, now)
  if (name) return name
  const day = new Date(ms).getDate()
  return `${long.format(ms)}${ordinal(day)}`
}

function ordinal(day) {
  if (day >= 11 && day <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}

/** "just now", "5 minutes ago": how long before `now`. */
export function formatAgo(ms, now) {
  const minutes = Math.floor((now - ms) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} minute${minutes === 1 ? '' : 's'} ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} hour${hours === 1 ? '' : 's'} ago`
  return `${formatDay(ms, now)} at ${formatTime(ms)}`
}

/** Slack's `<!date^…>` tokens in the viewer's time zone; empty when the time is unusable. `opens`: it begins a text. */
export function formatDateToken(seconds, format, { now = Date.now(), opens = true } = {}) {
  const ms = seconds * 1000
  if (!Number.isFinite(ms) || ms <= 0) return ''
  const pretty = (text) => relativeDay(ms, now)?.toLowerCase() ?? text
  const tokens = {
    date_num: new Date(ms).toLocaleDateString('sv-SE'),
    date_slash: new Date(ms).toLocaleDateString('en-US'),
    date: longYear.format(ms),
    date_short: shortYear.format(ms),
    date_long: `${long.format(ms)}, ${new Date(ms).getFullYear()}`,
    date_pretty: pretty(longYear.format(ms)),
    date_short_pretty: pretty(short.format(ms)),
    date_long_pretty: pretty(long.format(ms)),
    day_divider_pretty: pretty(formatDay(ms, now)),
    time: formatTime(ms),
    time_secs: formatSeconds(ms),
    ago: formatAgo(ms, now),
  }
  const text = format.replace(/\{(\w+)\}/g, (whole, name) => tokens[name] ?? whole)
  return opens && format.startsWith('{') ? text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : text
}
