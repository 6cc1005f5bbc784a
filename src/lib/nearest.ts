/** Up to `limit` candidates that a word most likely meant, best first: typing mistakes, then longer names that contain it. */
export function nearest(word: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = word.toLowerCase()
  if (wanted === '') return []
  const furthest = Math.max(2, Math.floor(wanted.length / 3))
  const ranked: { name: string; distance: number }[] = []
  for (const name of new Set(candidates)) {
    const distance = distanceTo(wanted, name.toLowerCase(), furthest)
    if (distance <= furthest) ranked.push({ name, distance })
  }
  ranked.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
  return ranked.slice(0, limit).map(({ name }) => name)
}

function distanceTo(wanted: string, name: string, furthest: number): number {
  if (wanted === name) return 0
  const contained = wanted.length > 2 && (name.includes(wanted) || (name.length > 2 && wanted.includes(name)))
  if (contained) return furthest
  return Math.abs(wanted.length - name.length) > furthest ? furthest + 1 : editDistance(wanted, name)
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}
