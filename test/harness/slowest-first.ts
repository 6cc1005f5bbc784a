import { BaseSequencer, type TestSpecification } from 'vitest/node'

const SLOW = ['chaos', 'saga', 'acceptance', 'browser', 'contract'].map((name) => `/test/${name}/`)

/** A file that takes minutes and starts last keeps everybody waiting. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification) => {
      const place = SLOW.findIndex((folder) => moduleId.includes(folder))
      return place < 0 ? SLOW.length : place
    }
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}
