/** The key of a setting in the configuration: `limits.graphql.body_bytes` for `limits`, `graphql`, `bodyBytes`. */
export function settingKey(...path: string[]): string {
  return path.join('.').replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)
}
