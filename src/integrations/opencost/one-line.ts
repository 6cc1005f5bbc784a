const LONGEST_MESSAGE = 300

/** What the other side said, fit for a message. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_MESSAGE)
}
