import { z } from 'zod'
import { fieldNotes, type FieldNotes } from './field.ts'
import type { FieldPath } from './yaml-source.ts'

/** The schemas that may stand at `path`: several inside a union. */
export function schemasAt(root: z.ZodType, path: FieldPath): z.ZodType[] {
  let found = [root]
  for (const step of path) found = found.flatMap((schema) => children(schema, step))
  return found
}

export function notesAt(root: z.ZodType, path: FieldPath): FieldNotes | null {
  return schemasAt(root, path).map(notesOf).find(Boolean) ?? null
}

/** Keys that a mapping at `path` may have. */
export function keysAt(root: z.ZodType, path: FieldPath): string[] {
  return schemasAt(root, path).flatMap((schema) =>
    variants(schema).flatMap((variant) => Object.keys(shapeOf(variant))),
  )
}

function notesOf(schema: z.ZodType): FieldNotes | null {
  const notes = fieldNotes.get(schema)
  if (notes) return notes
  const inner = innerOf(schema)
  return inner ? notesOf(inner) : null
}

function children(schema: z.ZodType, step: string | number): z.ZodType[] {
  return variants(schema).flatMap((variant) => {
    if (variant instanceof z.ZodArray) return [variant.element as z.ZodType]
    if (variant instanceof z.ZodRecord) return [variant.valueType as z.ZodType]
    const child = shapeOf(variant)[step]
    return child ? [child] : []
  })
}

function variants(schema: z.ZodType): z.ZodType[] {
  const inner = innerOf(schema)
  if (inner) return variants(inner)
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(variants)
  return [schema]
}

function innerOf(schema: z.ZodType): z.ZodType | null {
  const wraps =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
  return wraps ? (schema.unwrap() as z.ZodType) : null
}

function shapeOf(schema: z.ZodType): Record<string, z.ZodType> {
  return schema instanceof z.ZodObject ? schema.shape : {}
}
