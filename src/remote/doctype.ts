const doctype = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/
const maxLength = 200

/**
 * Whether a text can be the name of a remote doctype. Definitions are looked up by this name, as a folder and in a URL. So the
 * name must not contain slashes or other special characters.
 */
export function isRemoteDoctype(name: string): boolean {
  return name.length <= maxLength && doctype.test(name)
}
