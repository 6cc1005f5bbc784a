import { isMap, LineCounter, parseDocument, type Document, type YAMLError } from 'yaml'
import type { Problem } from './problem.ts'

export type FieldPath = (string | number)[]

/** A parsed file that still knows where each of its values stands. */
export interface YamlSource {
  /** Undefined when the syntax is broken. */
  value: unknown
  problems: Problem[]
  /** `file:line:column` of a key or value, or of the nearest parent that exists. */
  locate(path: FieldPath, part?: 'key' | 'value'): string
}

export function readYaml(file: string, text: string): YamlSource {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${line}:${col}`
  }
  const problems = document.errors.map((error) => syntaxProblem(error, text, at(error.pos[0])))
  const isReadable = document.errors.every((error) => error.code === 'DUPLICATE_KEY')
  let value: unknown
  try {
    if (isReadable) value = document.toJS({ maxAliasCount: 100 }) ?? {}
  } catch {
    const remedy = 'write the values out instead of using & and *'
    problems.push({
      where: at(0),
      field: 'the file',
      problem: 'has aliases that can not be resolved',
      remedy,
    })
  }
  return {
    value,
    problems,
    locate: (path, part = 'value') => at(offsetOf(document, path, part)),
  }
}

function offsetOf(document: Document.Parsed, path: FieldPath, part: 'key' | 'value'): number {
  if (path.length === 0) return 0
  const last = path.at(-1)
  const parent: unknown = document.getIn(path.slice(0, -1), true)
  if (isMap(parent)) {
    const pair = parent.items.find((item) => keyOf(item.key) === last)
    const node = (part === 'value' && startOf(pair?.value)) || startOf(pair?.key)
    if (node) return node
    if (pair) return startOf(pair.key) ?? 0
  } else {
    const node = startOf(document.getIn(path, true))
    if (node !== null) return node
  }
  return offsetOf(document, path.slice(0, -1), 'key')
}

function keyOf(key: unknown): unknown {
  return typeof key === 'object' && key !== null && 'value' in key ? key.value : key
}

function startOf(node: unknown): number | null {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : null
}

// The library's own messages may repeat text of the file, which may be a secret in the wrong place.
const SYNTAX_WORDS: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: 'is indented wrongly',
  TAB_AS_INDENT: 'is indented with a tab; YAML takes spaces only',
  MISSING_CHAR: 'misses a character: a closing quote or bracket, or a ":" behind a key',
  MULTIPLE_DOCS: 'holds more than one document ("---")',
  BAD_ALIAS: 'refers to an anchor that does not exist',
  BAD_DQ_ESCAPE: "holds an unknown escape; write regular expressions in 'single quotes'",
}

function syntaxProblem(error: YAMLError, text: string, where: string): Problem {
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^["']?([\w.-]{1,60})/.exec(text.slice(error.pos[0]))?.[1] ?? 'a key'
    return {
      where,
      field: key,
      problem: 'stands twice in this mapping',
      remedy: 'delete one of the two lines',
    }
  }
  const problem = SYNTAX_WORDS[error.code] ?? 'can not be read as YAML'
  return {
    where,
    field: 'this line',
    problem,
    remedy: 'correct the line, or compare it with coxswain.example.yaml',
  }
}
