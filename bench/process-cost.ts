import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a process costs, from /proc (Linux only). CPU is in percent of one core. */
export interface ProcessCost {
  cpuPercent: number
  /** The busiest of the intervals. */
  peakCpuPercent: number
  rssMb: number
  peakRssMb: number
}

const EVERY_MS = 1000

/** Measures until `until` ends. */
export async function measureCost(pid: number, until: Promise<unknown>): Promise<ProcessCost> {
  const perSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  const looks = [lookAt(pid)]
  let isOver = false
  const ended = until.finally(() => (isOver = true))
  ended.catch(() => undefined)
  while (!isOver) {
    await Promise.race([sleep(EVERY_MS), ended])
    looks.push(lookAt(pid))
  }
  await ended
  const [first, last] = [looks[0]!, looks.at(-1)!]
  const percent = (from: Look, to: Look) =>
    ((to.ticks - from.ticks) / perSecond / (to.at - from.at)) * 100_000
  const whole = looks.slice(1).map((look, index) => ({ from: looks[index]!, to: look }))
  const long = whole.filter(({ from, to }) => to.at - from.at >= EVERY_MS / 2)
  return {
    cpuPercent: percent(first, last),
    peakCpuPercent: Math.max(0, ...long.map(({ from, to }) => percent(from, to))),
    rssMb: last.rssMb,
    peakRssMb: Math.max(...looks.map(({ rssMb }) => rssMb)),
  }
}

interface Look {
  at: number
  ticks: number
  rssMb: number
}

function lookAt(pid: number): Look {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const rss = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return { at: performance.now(), ticks: Number(fields[11]) + Number(fields[12]), rssMb: Number(rss) / 1024 }
}
