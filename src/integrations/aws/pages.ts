/** Everything that an operation lists, page by page. `next`: the token of the page after, if there is one. */
export async function allPages<Page>(
  ask: (token: string | undefined) => Promise<Page>,
  next: (page: Page) => string | undefined,
): Promise<Page[]> {
  const pages: Page[] = []
  let token: string | undefined
  do {
    const page = await ask(token)
    pages.push(page)
    token = next(page)
  } while (token !== undefined && token !== '')
  return pages
}

/** As most operations of ElastiCache name it. */
export function marker(page: { Marker?: string | undefined }): string | undefined {
  return page.Marker
}
