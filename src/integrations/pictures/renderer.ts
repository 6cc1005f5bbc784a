import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

const FAMILY = 'DejaVu Sans'
/** 64 MB of pixels: the renderer would take all memory it is asked for. */
const MOST_PIXELS = 16_000_000

const require = createRequire(import.meta.url)
let started: Promise<void> | undefined

/** A process may start it once; a start that failed may be tried again. */
export function startRenderer(): Promise<typeof render> {
  started ??= start().catch((error: unknown) => {
    started = undefined
    throw error
  })
  return started.then(() => render)
}

async function start(): Promise<void> {
  const wasm = await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm'))
  await initWasm(new Uint8Array(wasm))
}

/** Images that the SVG refers to are not fetched: nobody resolves them. */
function render(svg: string, fontBuffers: Uint8Array[]): Uint8Array {
  const drawing = new Resvg(svg, {
    font: { fontBuffers, defaultFontFamily: FAMILY, sansSerifFamily: FAMILY },
  })
  try {
    if (drawing.width * drawing.height > MOST_PIXELS)
      throw new RangeError(`the picture is too large: ${drawing.width} x ${drawing.height}`)
    const image = drawing.render()
    try {
      return image.asPng()
    } finally {
      image.free()
    }
  } finally {
    drawing.free()
  }
}
