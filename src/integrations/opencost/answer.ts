import { z } from 'zod'
import { BrokenAnswer } from './broken-answer.ts'
import { oneLine } from './one-line.ts'

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
/** NaN and infinity are written as null there, which is no amount. */
const amount = z.number().default(0)

const allocation = z.object({
  properties: z
    .object({
      namespace: z.string().nullish(),
      controller: z.string().nullish(),
      pod: z.string().nullish(),
      container: z.string().nullish(),
    })
    .nullish(),
  /** The set's. */
  window: z.object({ start: time, end: time }),
  /** From when until when it was seen. */
  start: time,
  end: time,
  minutes: z.number().min(0).default(0),
  cpuCost: amount,
  cpuCostAdjustment: amount,
  ramCost: amount,
  ramCostAdjustment: amount,
  gpuCost: amount,
  gpuCostAdjustment: amount,
  pvCost: amount,
  pvCostAdjustment: amount,
  networkCost: amount,
  networkCostAdjustment: amount,
  loadBalancerCost: amount,
  loadBalancerCostAdjustment: amount,
  /** All of it, adjustments included. */
  totalCost: z.number(),
})
export type Allocation = z.output<typeof allocation>
export type AllocationSet = Readonly<Record<string, Allocation>>

const head = z.object({ code: z.number(), message: z.string().optional() })
const body = z.object({
  data: z.array(z.record(z.string(), allocation).nullable()).nullable(),
})

/** The sets that hold anything. Throws BrokenAnswer. */
export function readAnswer({ text, contentType }: { text: string; contentType: string }): AllocationSet[] {
  const json = parse(text, contentType)
  const { code, message = '' } = checked(head, json)
  if (code !== 200) throw new BrokenAnswer(oneLine(`it answered 200 with code ${String(code)}: ${message}`))
  return (checked(body, json).data ?? []).flatMap((set) => (set && Object.keys(set).length > 0 ? [set] : []))
}

function parse(text: string, contentType: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BrokenAnswer(oneLine(`its answer is no JSON, but ${contentType || 'of no type'}`))
  }
}

function checked<Schema extends z.ZodType>(schema: Schema, json: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(json)
  if (!error) return data
  const [issue] = error.issues
  throw new BrokenAnswer(oneLine(`${issue?.path.join('.') || 'its answer'}: ${issue?.message ?? ''}`))
}
