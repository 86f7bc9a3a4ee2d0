const blockSize = 512
const zeroBlock = Buffer.alloc(blockSize)

/**
 * Finds the end of a tar stream: two zero blocks in the place of a header (POSIX pax interchange format). Later bytes are not
 * part of the archive, but the library tar-stream reads on. This class reads only the sizes in headers: tar-stream validates the
 * headers.
 */
export class TarScanner {
  /** The first bytes of the stream. */
  start: Buffer = Buffer.alloc(0)
  /** The number of bytes so far that belong to the archive. */
  position = 0
  /** Whether the end marker was found. */
  isAtEnd = false
  /** Bytes of the largest extension header so far: a PAX header or a GNU long name. Readers keep such a header in memory. */
  largestExtension = 0
  /** The number of blocks of all headers so far, including extension headers. */
  headerBlocks = 0
  /**
   * The sizes in the headers of the entries so far, in order. A caller compares each with the size that tar-stream reads, and
   * removes it from the list.
   */
  readonly sizes: number[] = []
  readonly #header = Buffer.alloc(blockSize)
  #filled = 0
  #zeroBlocks = 0
  #skip = 0
  #padding = 0

  /** Reads the next chunk of the stream, and returns the bytes of it that belong to the archive. */
  scan(chunk: Buffer): Buffer {
    if (this.position === 0) this.start = chunk.subarray(0, blockSize)
    let offset = 0
    while (offset < chunk.length && !this.isAtEnd) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, chunk.length - offset)
        this.#skip -= skipped
        offset += skipped
      } else {
        const copied = chunk.copy(this.#header, this.#filled, offset)
        this.#filled += copied
        offset += copied
        if (this.#filled === blockSize) this.#readHeader()
      }
    }
    this.position += offset
    return chunk.subarray(0, offset)
  }

  /** The padding that the stream lacks if it stopped right after the content of the last file. */
  missingPadding(): Buffer {
    return Buffer.alloc(this.#skip <= this.#padding ? this.#skip : 0)
  }

  #readHeader(): void {
    this.#filled = 0
    this.#zeroBlocks = this.#header.equals(zeroBlock) ? this.#zeroBlocks + 1 : 0
    this.isAtEnd = this.#zeroBlocks === 2
    const size = this.#zeroBlocks > 0 ? 0 : contentSize(this.#header)
    if (this.#zeroBlocks === 0) {
      this.headerBlocks++
      if (describesNext(this.#header)) {
        this.headerBlocks += Math.ceil(size / blockSize)
        this.largestExtension = Math.max(this.largestExtension, size)
      } else this.sizes.push(size)
    }
    this.#padding = (blockSize - (size % blockSize)) % blockSize
    this.#skip = size + this.#padding
  }
}

// The functions below read fields of a header by their offsets (POSIX ustar interchange format).

// PAX headers and GNU long names are not entries: they describe the entry that follows.
function describesNext(header: Buffer): boolean {
  return 'xgLKN'.includes(header.toString('latin1', 156, 157))
}

function contentSize(header: Buffer): number {
  const type = header.toString('latin1', 156, 157)
  const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '')
  // In old archives, a directory is marked only by the slash at the end of its name.
  if (type === '5' || ('0\0'.includes(type) && name.endsWith('/'))) return 0
  const isBinary = header.readUInt8(124) >= 0x80
  if (isBinary) return header.readUIntBE(130, 6)
  const octal = header.toString('latin1', 124, 136).replaceAll('\0', ' ').trim()
  return Number.parseInt(octal, 8) || 0
}
