import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { asText } from './preview/as-text.ts'
import { previewPage } from './preview/page.ts'
import { sampleViews } from './preview/sample-views.ts'
import { ROOT } from './verify/repository.ts'

// Every card, modal and answer with sample data: as text here, as a page in a file.
const samples = sampleViews()
const file = join(ROOT, '.coxswain', 'preview.html')
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, previewPage(samples))
for (const sample of samples) console.log(asText(sample))
console.log(`as a page: ${pathToFileURL(file).href}`)
