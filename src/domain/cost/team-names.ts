import type { Catalogue } from '../catalogue.ts'

export interface TeamNames {
  /** Of a team that is not in the catalogue any more: what it was called last as far as that is known, else its id. */
  teamName(id: string): { name: string; isDissolved: boolean }
}

/** `known`: names by id of teams that may be gone. */
export function createTeamNames(
  { teams }: Pick<Catalogue, 'teams'>,
  known?: ReadonlyMap<string, string>,
): TeamNames {
  const names = new Map(teams.map(({ id, name }) => [id, name]))
  return {
    teamName(id) {
      const name = names.get(id)
      return { name: name ?? known?.get(id) ?? id, isDissolved: name === undefined }
    },
  }
}
