/** Whether a path names a file below its folder and nothing else: a name that could lead elsewhere names nothing. */
export function isPlain(name: string): boolean {
  return (
    !/[\\\0]/.test(name) && name.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  )
}
