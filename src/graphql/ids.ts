/** The types that implement `Node`. */
const nodeTypes = ['Space', 'App', 'Version', 'Editor'] as const

/** The name of a type that implements `Node`. */
export type NodeType = (typeof nodeTypes)[number]

/** Makes the opaque id of a node (Relay's Global Object Identification). `parts` identify the node within its type. */
export function encodeId(type: NodeType, ...parts: string[]): string {
  return Buffer.from(JSON.stringify([type, ...parts])).toString('base64url')
}

/** Reads an id; `undefined` if this registry did not make it. */
export function decodeId(id: string): { type: NodeType; parts: string[] } | undefined {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(id, 'base64url').toString())
    if (!Array.isArray(decoded) || !decoded.every((part) => typeof part === 'string')) return undefined
    const [name, ...parts] = decoded
    const type = nodeTypes.find((candidate) => candidate === name)
    return type && { type, parts }
  } catch {
    return undefined
  }
}
