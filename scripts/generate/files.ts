import { format, resolveConfig } from 'prettier'
import { join } from 'node:path'
import { ROOT } from '../verify/repository.ts'
import { commandReference } from './command-reference.ts'
import { configReference } from './config-reference.ts'
import { configJsonSchema } from './config-json-schema.ts'
import { exampleConfig } from './example-config.ts'
import { exampleEnvironment } from './example-environment.ts'

export interface GeneratedFile {
  path: string
  text: string
}

/** Every file of the repository that is made from code, as it should be now. */
export async function generatedFiles(): Promise<GeneratedFile[]> {
  const files = [
    { path: '.env.example', text: exampleEnvironment() },
    { path: 'coxswain.example.yaml', text: exampleConfig() },
    { path: 'docs/reference/config.md', text: configReference() },
    { path: 'docs/reference/config.schema.json', text: configJsonSchema() },
    { path: 'docs/reference/commands.md', text: commandReference() },
  ]
  return Promise.all(files.map(formatted))
}

async function formatted({ path, text }: GeneratedFile): Promise<GeneratedFile> {
  if (!/\.(yaml|json)$/.test(path)) return { path, text }
  const filepath = join(ROOT, path)
  return { path, text: await format(text, { ...(await resolveConfig(filepath)), filepath }) }
}
