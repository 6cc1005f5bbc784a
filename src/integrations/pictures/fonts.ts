import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** 1.5 MB, for every text that names no other font of ours. */
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => `dejavu-fonts-ttf/ttf/${name}`)
const HANGUL_FONTS = ['400Regular/NanumGothic_400Regular.ttf', '700Bold/NanumGothic_700Bold.ttf'].map(
  (name) => `@expo-google-fonts/nanum-gothic/${name}`,
)
const HANGUL = /\p{Script=Hangul}/u

const require = createRequire(import.meta.url)
const kept = new Map<string, Promise<Uint8Array>>()

/** The fonts for the text of this SVG: those with Hangul (4 MB) are read only by those who use it. */
export function fontsFor(svg: string): Promise<Uint8Array[]> {
  const names = HANGUL.test(svg) ? [...FONTS, ...HANGUL_FONTS] : FONTS
  return Promise.all(names.map(fontOf))
}

/** Read once; what could not be read may be tried again. */
function fontOf(name: string): Promise<Uint8Array> {
  const known = kept.get(name)
  if (known) return known
  const font = readFont(name).catch((error: unknown) => {
    kept.delete(name)
    throw error
  })
  kept.set(name, font)
  return font
}

async function readFont(name: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(require.resolve(name)))
}
