/** What was asked, or `late` when it does not come within `ms` of real time. */
export async function within<Value>(ms: number, asked: Promise<Value>, late: Value): Promise<Value> {
  const timeOver = Promise.withResolvers<Value>()
  const timer = setTimeout(() => timeOver.resolve(late), ms)
  try {
    return await Promise.race([asked, timeOver.promise])
  } finally {
    clearTimeout(timer)
  }
}
