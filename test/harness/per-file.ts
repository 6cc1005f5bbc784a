import fc from 'fast-check'
import { afterAll } from 'vitest'

// Files share a process: what one sets in the environment is not there for the next.
const before = { ...process.env }
afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
})

// A run that fails, fails again. FC_SEED=random looks elsewhere.
const DEFAULT_SEED = 20_261_121
const { FC_SEED } = process.env
if (FC_SEED !== 'random') fc.configureGlobal({ seed: Number(FC_SEED ?? DEFAULT_SEED) })
