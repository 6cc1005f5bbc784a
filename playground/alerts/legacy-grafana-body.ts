/** The webhook of Grafana's dashboard alerts (8 and older): no `alerts`, one `evalMatches` entry a series. */
export function legacyGrafanaBody(state: 'alerting' | 'ok'): Record<string, unknown> {
  const matches = [
    { value: 0.137, metric: 'orders-api', tags: { namespace: 'orders', service: 'orders-api' } },
    { value: 0.094, metric: 'search-api', tags: { namespace: 'search', service: 'search-api' } },
  ]
  return {
    dashboardId: 17,
    evalMatches: state === 'ok' ? [] : matches,
    imageUrl: '',
    message: 'More than 5 % of the requests fail.',
    orgId: 1,
    panelId: 4,
    ruleId: 23,
    ruleName: 'HTTP error ratio',
    ruleUrl: 'https://grafana-old.example.com/d/000000012/http-overview?tab=alert&viewPanel=4&orgId=1',
    state,
    tags: { cluster: 'prod-kr', severity: 'warning' },
    title: `[${state === 'ok' ? 'OK' : 'Alerting'}] HTTP error ratio`,
  }
}
