import type { PodTemplate } from '../kubernetes-objects.ts'

/** The first of our containers that does not run our image in this template. */
export function foreignImage(
  template: PodTemplate,
  images: Readonly<Record<string, string>>,
): { container: string; image: string | null } | null {
  const containers = [...template.spec.containers, ...(template.spec.initContainers ?? [])]
  for (const [name, image] of Object.entries(images)) {
    const found = containers.find((container) => container.name === name)
    if (found?.image !== image) return { container: name, image: found?.image ?? null }
  }
  return null
}
