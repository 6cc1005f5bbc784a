import type { Check } from './check.ts'
import { readText } from './repository.ts'

const PREBUILT = 'better-sqlite3'

/**
 * better-sqlite3 ships its binaries, but npm 10 runs node-gyp for every package with a binding.gyp, which wants Python
 * and make. `gypfile: false` in the lock file tells it not to; npm leaves it out whenever it writes the file anew.
 */
export const lockFileCheck: Check = {
  name: 'lock file',
  run: async () => {
    const { packages } = JSON.parse(readText('package-lock.json')) as {
      packages: Record<string, { gypfile?: boolean }>
    }
    if (packages[`node_modules/${PREBUILT}`]?.gypfile === false) return []
    return [`package-lock.json: add "gypfile": false to the entry node_modules/${PREBUILT}`]
  },
}
