/** The candidate that a word names: itself, else the one that differs only in case, else the word. Phones begin a word with a capital. */
export function asWritten(word: string, candidates: string[]): string {
  if (candidates.includes(word)) return word
  const wanted = word.toLowerCase()
  return candidates.find((candidate) => candidate.toLowerCase() === wanted) ?? word
}
