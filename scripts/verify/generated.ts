import { generatedFiles } from '../generate/files.ts'
import type { Check } from './check.ts'
import { exists, readText } from './repository.ts'

export const generatedCheck: Check = {
  name: 'generated',
  run: async () => {
    const files = await generatedFiles()
    return files
      .filter(({ path, text }) => !exists(path) || readText(path) !== text)
      .map(({ path }) => `${path} is not what its source says; run: npm run generate`)
  },
}
