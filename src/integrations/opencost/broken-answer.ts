/** An answer that is none. The message says where it went wrong. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer'
}
