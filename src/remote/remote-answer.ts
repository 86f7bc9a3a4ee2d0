/** The answer of a remote host, in the form that is sent to the client. */
export interface RemoteAnswer {
  status: number
  /** In order. A name may occur several times. */
  headers: [name: string, value: string][]
  /**
   * Throws if the connection to the remote host breaks, or if the answer exceeds the limit. The connection to the client must
   * then be closed, because part of the body has been sent.
   */
  body: AsyncIterable<Buffer>
}
