/** The name in a `Host` header, in lower case, without its port; an IPv6 address keeps its brackets. */
export function hostName(host: string): string {
  const [, name = ''] = /^(\[[^\]]*\]|[^:]*)(?::\d*)?$/.exec(host.trim()) ?? []
  return name.toLowerCase()
}
