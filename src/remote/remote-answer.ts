/** An answer of a remote host, as a client gets it. */
export interface RemoteAnswer {
  status: number
  /** In order; a name may come several times. */
  headers: [name: string, value: string][]
  /** Reading fails when the remote host breaks off, or sends too much: the client must notice. */
  body: AsyncIterable<Buffer>
}
