/** Errors have a shape name and a wire code: `UserNotFoundFault` and `UserNotFound` become the latter. */
export function canonicalCode(code: string): string {
  return code.replace(/(Fault|Exception)$/, '')
}
