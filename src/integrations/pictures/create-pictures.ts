import type { Pictures } from '../../domain/files.ts'
import { fontsFor } from './fonts.ts'
import { startRenderer } from './renderer.ts'

/** Adapter of the port Pictures. Nothing is read before the first picture, no Hangul before the first that has any. */
export function createPictures(): Pictures {
  return {
    async png(svg) {
      const [render, fonts] = await Promise.all([startRenderer(), fontsFor(svg)])
      return render(svg, fonts)
    },
  }
}
