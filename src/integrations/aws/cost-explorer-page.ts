import { z } from 'zod'
import { brokenAnswer } from './cost-explorer-failure.ts'

const group = z.object({
  Keys: z.tuple([z.string(), z.string()]),
  Metrics: z.record(z.string(), z.object({ Amount: z.string(), Unit: z.string() })),
})
export type CostGroup = z.output<typeof group>

const page = z.object({
  ResultsByTime: z.array(
    z.object({
      TimePeriod: z.object({ Start: z.string(), End: z.string() }),
      Groups: z.array(group).default([]),
      Estimated: z.boolean().default(false),
    }),
  ),
})
export type DayResult = z.output<typeof page>['ResultsByTime'][number]

/** Anything that has the SDK's metadata. */
export type Answer = Parameters<typeof brokenAnswer>[1]

/** The SDK takes what comes. Throws CloudError. */
export function daysOfPage(answer: Answer): DayResult[] {
  const { data, error } = page.safeParse(answer)
  if (data) return data.ResultsByTime
  const [issue] = error.issues
  throw brokenAnswer(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, answer)
}
