import type { BuildBook } from './build-book.ts'
import type { PlaygroundBuild } from './playground-build.ts'
import type { SendBuild } from './send-build.ts'

const AT_ONCE = 4

/** Tells the bot of the builds that it did not take yet, oldest first; gives its words when it refuses one. */
export async function tellBuilds(book: BuildBook, send: SendBuild): Promise<string | null> {
  const waiting = book.all().filter(({ told }) => !told)
  const taken: PlaygroundBuild[] = []
  let refused: string | null = null
  const tellNext = async (): Promise<void> => {
    for (let build = waiting.shift(); build && refused === null; build = waiting.shift()) {
      const { status, body } = await send(build)
      if (status >= 200 && status <= 299) taken.push(build)
      else refused = status === 0 ? body : `HTTP ${status}: ${body.slice(0, 300)}`
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, tellNext))
  book.markTold(taken)
  return refused
}
