import { spawn } from 'node:child_process'

/** One thing that `npm run verify` looks at. `run` gives what is wrong, each with what to do; empty: all well. */
export interface Check {
  name: string
  run(): Promise<string[]>
}

/** A check that is a program: its output is the problem when it exits non-zero. */
export function programCheck(name: string, command: string[], remedy: string): Check {
  return {
    name,
    run: async () => {
      const { code, output } = await runProgram(command)
      return code === 0 ? [] : [`${output.trim()}\n${remedy}`]
    },
  }
}

function runProgram([program = '', ...args]: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += String(chunk)))
    child.stderr.on('data', (chunk) => (output += String(chunk)))
    child.on('error', (error) => resolve({ code: 1, output: `${program}: ${error.message}` }))
    child.on('close', (code) => resolve({ code, output }))
  })
}
