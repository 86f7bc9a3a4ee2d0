const doctype = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/
// Of a folder, a part of a URL and a part of an id.
const longest = 200

/** Whether a text can be the name of a remote doctype. It goes into paths and URLs, so nothing else may. */
export function isRemoteDoctype(name: string): boolean {
  return name.length <= longest && doctype.test(name)
}
