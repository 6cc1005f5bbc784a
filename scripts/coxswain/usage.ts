export const USAGE = `npm run coxswain -- <command>

  who-can ACTION PLACE ENVIRONMENT --as USER   whether a person may, and what holds there
      ACTION     deploy, approve, roll-back, unlock or break-glass
      PLACE      a service, a project, or project/service
      --as       Slack user id (U…)
      --groups   Slack user groups the person is in (S…,S…), '' for none; without it the answer may depend on them
      --version  version to be deployed: tells what promotion asks of it
      --requester, --author   for approve: who asked for the deploy, who wrote the commit
      --at       moment to answer for, such as 2026-12-24T18:00; now without it

  check-config   whether the configuration is right; with --secrets also whether the environment has its secrets

Both take --config FILE; otherwise COXSWAIN_CONFIG or ./coxswain.yaml is read. Nothing is asked of Slack or of a cluster.
Exit code: 0 yes, 1 no, 2 wrong usage or configuration, 3 depends on Slack groups.

  npm run coxswain -- who-can deploy checkout prod --as U0ALICE --config coxswain.example.yaml`
