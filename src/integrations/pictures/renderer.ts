import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']
const FAMILY = 'DejaVu Sans'
/** 64 MB of pixels: the renderer would take all memory it is asked for. */
const MOST_PIXELS = 16_000_000

const require = createRequire(import.meta.url)
let started: Promise<Uint8Array[]> | undefined

/** A process may start it once; a start that failed may be tried again. */
export function startRenderer(): Promise<(svg: string) => Uint8Array> {
  started ??= start().catch((error: unknown) => {
    started = undefined
    throw error
  })
  return started.then((fonts) => (svg) => render(svg, fonts))
}

async function start(): Promise<Uint8Array[]> {
  const read = (name: string) => readFile(require.resolve(name))
  const [wasm, ...fonts] = await Promise.all([
    read('@resvg/resvg-wasm/index_bg.wasm'),
    ...FONTS.map((name) => read(`dejavu-fonts-ttf/ttf/${name}`)),
  ])
  await initWasm(new Uint8Array(wasm))
  return fonts.map((font) => new Uint8Array(font))
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
