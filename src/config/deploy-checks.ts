import { environmentProblems, type KnownNames } from './environment-checks.ts'
import type { Problem } from './problem.ts'
import { asEntry, entries, repeated, textsOf, unknownName, type Entry, type Report } from './raw-entries.ts'
import type { FieldPath } from './yaml-source.ts'

export function deployProblems(root: Entry, report: Report): Problem[] {
  const deploys = asEntry(root['deploys'])
  const environments = entries(deploys['environments'])
  const known: KnownNames = {
    clusters: textsOf(entries(root['clusters']), 'name'),
    environments: textsOf(environments, 'name'),
    projects: textsOf(entries(root['projects']), 'namespace'),
  }
  return [
    ...repeated(
      environments,
      { key: 'name', path: ['deploys', 'environments'], remedy: 'give each environment its own name' },
      report,
    ),
    ...environments.flatMap((environment, index) => {
      const place = { path: ['deploys', 'environments', index], name: environment['name'] }
      return environmentProblems(environment, { ...place, known }, report)
    }),
    ...overrideProblems(entries(deploys['projects']), known, report),
    ...exceptionProblems(entries(deploys['exceptions']), known, report),
  ]
}

function overrideProblems(overrides: Entry[], known: KnownNames, report: Report): Problem[] {
  const list = ['deploys', 'projects']
  return [
    ...repeated(overrides, { key: 'project', path: list, remedy: 'merge the two entries' }, report),
    ...overrides.flatMap((override, index) => [
      ...unknownProject(override, [...list, index, 'project'], known, report),
      ...Object.entries(asEntry(override['environments'])).flatMap(([name, parts]) => {
        const path = [...list, index, 'environments', name]
        return [
          ...unknownEnvironment(name, path, known, report),
          ...environmentProblems(asEntry(parts), { path, name, known }, report),
        ]
      }),
    ]),
  ]
}

function exceptionProblems(exceptions: Entry[], known: KnownNames, report: Report): Problem[] {
  const list = ['deploys', 'exceptions']
  return [
    ...repeated(exceptions, { key: 'id', path: list, remedy: 'give each exception its own id' }, report),
    ...exceptions.flatMap((exception, index) => [
      ...unknownProject(exception, [...list, index, 'project'], known, report),
      ...unknownEnvironment(exception['environment'], [...list, index, 'environment'], known, report),
    ]),
  ]
}

function unknownProject(entry: Entry, path: FieldPath, known: KnownNames, report: Report): Problem[] {
  const what = { among: known.projects, path, what: 'the namespace of a project', place: 'projects' }
  return unknownName(entry['project'], what, report)
}

function unknownEnvironment(name: unknown, path: FieldPath, known: KnownNames, report: Report): Problem[] {
  const place = 'deploys.environments'
  return unknownName(
    name,
    { among: known.environments, path, what: 'the name of an environment', place },
    report,
  )
}
