import type { KnownBlock } from '@slack/types'
import { fit } from './fit.ts'
import { context } from './kit.ts'

/** As many of the rows between head and foot as fit; that something is left out is said. */
export function packed(
  head: KnownBlock[],
  rows: KnownBlock[][],
  foot: KnownBlock[],
  rest = '… and more, which does not fit here: the buttons show it',
): KnownBlock[] {
  const whole = fit(rows, { besides: [...head, ...foot], maxRows: rows.length })
  if (whole === rows.length) return [...head, ...rows.flat(), ...foot]
  const last = context(rest)
  const count = fit(rows, { besides: [...head, ...foot, last], maxRows: rows.length })
  return [...head, ...rows.slice(0, count).flat(), last, ...foot]
}
