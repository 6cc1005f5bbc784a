import { expect, test } from 'vitest'
import { runTruthScenario, truthScenarioNames } from '../harness/deploy-truth.ts'

test.each(truthScenarioNames)(
  'the card tells the truth: %s',
  async (name) => {
    const { falseSuccesses, falseFailures, unsaid, last } = await runTruthScenario(name)
    // The last version of the card helps whoever has to find out why.
    expect({ falseSuccesses, falseFailures, unsaid, last }).toEqual({
      falseSuccesses: [],
      falseFailures: [],
      unsaid: [],
      last,
    })
  },
  60_000,
)
