import { STANDING, UNOWNED } from './workspace.ts'

export const MOMENTS = ['before', 'stored', 'answered'] as const
export type Moment = (typeof MOMENTS)[number]

/** Every way in which the bot writes to Slack. A channel tells posts of cards and of notices apart. */
export const WRITES = {
  card: { method: 'chat.postMessage', channel: UNOWNED },
  notice: { method: 'chat.postMessage', channel: STANDING.channel },
  edit: { method: 'chat.update', channel: null },
  'open a modal': { method: 'views.open', channel: null },
  'change a modal': { method: 'views.update', channel: null },
  'answer a click': { method: 'response_url', channel: null },
} as const
export type Write = keyof typeof WRITES

export interface Cell {
  write: Write
  moment: Moment
}

export const CELLS: Cell[] = (Object.keys(WRITES) as Write[]).flatMap((write) =>
  MOMENTS.map((moment) => ({ write, moment })),
)

export function nameOf({ write, moment }: Cell): string {
  return `${write}, ${moment}`
}
