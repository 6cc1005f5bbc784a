import type { JsonObject } from '../part.ts'
import type { FormField } from '../resource-kind.ts'
import { engineId, engineTitle } from './engine.ts'
import { LONGEST_NAME } from './name.ts'
import type { RedisPolicy } from './redis-policy.ts'
import { FIELD_WORDS, redisWish, type RedisWish } from './wish.ts'

type Input = Pick<FormField, 'input' | 'choices' | 'maxLength'>

const INPUTS: { [Key in keyof RedisWish]: (policy: RedisPolicy) => Input } = {
  name: () => ({ input: 'text', choices: [], maxLength: LONGEST_NAME }),
  engine: ({ engines }) =>
    choice(
      engines.map((one) => ({
        value: engineId(one),
        text: `${engineTitle(one.engine)} ${one.version}`,
      })),
    ),
  size: ({ sizes }) =>
    choice(sizes.map(({ id, title, nodeType }) => ({ value: id, text: title, more: nodeType }))),
  replicas: ({ replicas }) =>
    choice(upTo(replicas).map((count) => ({ value: `${count}`, text: `${count}` }))),
}

export function form(policy: RedisPolicy): FormField[] {
  return redisWish.keyof().options.map((key) => Object.assign({ key }, FIELD_WORDS[key], INPUTS[key](policy)))
}

/** The first of each: policy lists them in the order in which it prefers them. */
export function defaults({ engines: [engine], sizes: [size], replicas }: RedisPolicy): JsonObject {
  return {
    ...(engine && { engine: engineId(engine) }),
    ...(size && { size: size.id }),
    replicas: replicas.default,
  }
}

function choice(choices: FormField['choices']): Input {
  return { input: 'choice', choices, maxLength: null }
}

function upTo({ min, max }: RedisPolicy['replicas']): number[] {
  return Array.from({ length: Math.max(0, max - min + 1) }, (_, index) => min + index)
}
