import { ACTION } from './ids.ts'
import { textInput } from './kit-inputs.ts'

const LONGEST_REASON = 500

/** Where people write why. */
export function reasonInput(words: { label: string; placeholder: string; hint: string }) {
  return textInput({ blockId: 'reason', actionId: ACTION.reason, max: LONGEST_REASON, ...words })
}
