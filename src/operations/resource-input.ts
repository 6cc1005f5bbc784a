import { z } from 'zod'

/** Made when the form is opened; it becomes an id, and stands in the descriptions of what is made. */
export const formId = z.string().regex(/^[\w-]{1,64}$/, { error: 'is no id' })

/** Of the plan that the person saw. */
export const planHash = z.string().min(1).max(200)

/** What people chose; the kind's own schema judges it. */
export const wish = z.record(z.string().max(200), z.json())

export const recordId = z.string().min(1).max(200)
