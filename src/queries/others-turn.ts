/**
 * The embedded database answers without leaving the microtask queue: who asks for hundreds of things in a row lets timers
 * and sockets have their turn in between, or Slack waits for its answers meanwhile.
 */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
