import type { Pictures } from '../../domain/files.ts'
import { startRenderer } from './renderer.ts'

/** Adapter of the port Pictures. The renderer and its fonts (1.5 MB) are read with the first picture. */
export function createPictures(): Pictures {
  return {
    async png(svg) {
      const render = await startRenderer()
      return render(svg)
    },
  }
}
