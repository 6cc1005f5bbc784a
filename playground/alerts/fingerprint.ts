const OFFSET = 0xcbf29ce484222325n
const PRIME = 0x100000001b3n
const MASK = 0xffffffffffffffffn

/** Prometheus' identity of a label set: FNV-1a over the sorted names and values, each followed by 0xff. */
export function fingerprint(labels: Record<string, string>): string {
  let hash = OFFSET
  const add = (byte: number) => {
    hash = ((hash ^ BigInt(byte)) * PRIME) & MASK
  }
  for (const [name, value] of Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    for (const text of [name, value]) {
      for (const byte of Buffer.from(text, 'utf8')) add(byte)
      add(0xff)
    }
  }
  return hash.toString(16).padStart(16, '0')
}
