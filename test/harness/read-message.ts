type Seen = Record<string, unknown>

/** Everything a person reads on a message, without its plain fallback. */
export function wordsOf(message: Seen): string {
  const texts: string[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'text' && typeof inner === 'string') texts.push(inner)
        else walk(inner)
      }
    }
  }
  walk(message['blocks'])
  return texts.join('\n')
}

/** The messages that begin a thread or stand alone. */
export function roots(messages: Seen[]): Seen[] {
  return messages.filter((message) => !message['thread_ts'] || message['thread_ts'] === message['ts'])
}

export function replies(messages: Seen[]): Seen[] {
  return messages.filter((message) => !roots(messages).includes(message))
}

/** How often a text occurs in what people read. */
export function timesIn(words: string, part: string): number {
  return words.split(part).length - 1
}

/** The buttons of a message whose action id begins so. */
export function buttonsOf(message: Seen, actionId: string): { action_id: string; value: string }[] {
  const found: { action_id: string; value: string }[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      const element = value as { type?: string; action_id?: string; value?: string }
      if (element.type === 'button' && element.action_id?.startsWith(actionId))
        found.push({ action_id: element.action_id, value: element.value ?? '' })
      Object.values(value).forEach(walk)
    }
  }
  walk(message['blocks'])
  return found
}
