/** What stands for a secret where people look. */
export const hidden = '********'

/** A text without the users and passwords of the addresses in it. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^/@\s"]*@/gi, `$1${hidden}@`)
}
