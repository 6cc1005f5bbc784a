const KINDS = ['message', 'ephemeral', 'view', 'unread', 'traffic']

/** The event stream of one person. Subscribers get each event, and `{type: 'reconnected'}` after a gap. */
export function openLive(person) {
  const subscribers = new Set()
  const source = new EventSource(`/playground/events?person=${encodeURIComponent(person)}`)
  let lost = false
  const tell = (event) => {
    for (const subscriber of subscribers) subscriber(event)
  }
  const receive = (kind) => (event) => {
    try {
      tell({ type: kind, ...JSON.parse(event.data) })
    } catch {
      tell({ type: kind })
    }
  }
  for (const kind of KINDS) source.addEventListener(kind, receive(kind))
  source.addEventListener('error', () => {
    lost = true
    tell({ type: 'disconnected' })
  })
  source.addEventListener('open', () => {
    if (lost) tell({ type: 'reconnected' })
    lost = false
  })
  return {
    subscribe(fn) {
      subscribers.add(fn)
      return () => subscribers.delete(fn)
    },
    close: () => source.close(),
  }
}
