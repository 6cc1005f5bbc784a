import { useEffect, useState } from 'preact/hooks'

// #/<person>/<channel>/<thread ts>: a place in the workspace that can be kept and shared.
function readRoute() {
  const archive = readPermalink(location.pathname + location.search)
  const [person, channel, thread] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent)
  return {
    person: person || localStorage.getItem('playground.person') || 'developer',
    channel: channel || archive?.channel || null,
    thread: thread || archive?.thread || null,
  }
}

/** `/archives/C…/p1700000000000100?thread_ts=…`, with any host: `{channel, ts, thread}`, else null. */
export function readPermalink(link) {
  let url
  try {
    url = new URL(link, location.href)
  } catch {
    return null
  }
  const match = /^\/archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?\/?$/.exec(url.pathname)
  if (!match) return null
  const ts = match[2] ? `${match[2]}.${match[3]}` : null
  return { channel: match[1], ts, thread: url.searchParams.get('thread_ts') ?? ts }
}

export function useRoute() {
  const [route, setRoute] = useState(readRoute)
  useEffect(() => {
    const follow = () => setRoute(readRoute())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  const go = (change) => {
    const next = { ...readRoute(), ...route, ...change }
    localStorage.setItem('playground.person', next.person)
    const hash = `#/${[next.person, next.channel, next.thread].filter(Boolean).map(encodeURIComponent).join('/')}`
    if (location.pathname !== '/') history.replaceState(null, '', `/${hash}`)
    else if (hash !== location.hash) history.pushState(null, '', hash)
    setRoute({ person: next.person, channel: next.channel ?? null, thread: next.thread ?? null })
  }
  return [route, go]
}
