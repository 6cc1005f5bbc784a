import { CloudError, type WriteAnswer, type Written } from '../../domain/resources/cloud.ts'
import { canonicalCode } from './canonical-code.ts'

/** Nothing was sent. */
export const NOTHING_TO_DO: Written = { answer: 'nothing-to-do', requestId: null }

interface Sent {
  $metadata: { requestId?: string | undefined }
}

/** What became of a write: done, or one of the refusals (by canonical code) that answer the question as well. */
export async function written(
  sent: Promise<Sent>,
  answers: Readonly<Record<string, WriteAnswer>>,
): Promise<Written> {
  try {
    const { $metadata } = await sent
    return { answer: 'done', requestId: $metadata.requestId ?? null }
  } catch (error) {
    const answer = error instanceof CloudError ? answers[canonicalCode(error.failure.code)] : undefined
    if (!(error instanceof CloudError) || answer === undefined) throw error
    return { answer, requestId: error.failure.requestId }
  }
}

/** null when AWS says by one of these canonical codes that it is not there. */
export async function unlessAbsent<Value>(asked: Promise<Value>, ...codes: string[]): Promise<Value | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof CloudError && codes.includes(canonicalCode(error.failure.code))) return null
    throw error
  }
}
