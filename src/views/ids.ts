/** Ids on the wire. Messages live for ever: these never change meaning. */
export const ACTION = {
  acknowledge: 'alert:acknowledge',
  unacknowledge: 'alert:unacknowledge',
  /** Opens the modal with every alert of a thread. */
  more: 'alert:more',
  /** Turns the page of that modal. */
  page: 'alert:page',
  /** The next part of an `/alerts` answer. */
  listMore: 'alert-list:more',
  /** Buttons that only open an address. */
  link: 'link:open',
} as const

export const CALLBACK = { threadAlerts: 'thread-alerts' } as const

/** Slack wants each action id once per message, so rows carry a number behind it. */
export function numbered(actionId: string, index: number): string {
  return `${actionId}:${index}`
}

/** The action id without its row number. */
export function withoutNumber(actionId: string): string {
  return actionId.replace(/:\d+$/, '')
}

export function buttonValue(id: string): string {
  return `v1:${id}`
}
