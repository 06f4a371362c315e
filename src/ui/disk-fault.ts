import { systemCode, TillError } from '../errors.ts';

/** Calls of the system on files and folders, by the names Node gives them. */
const FILE_CALLS = new Set(
  'open close read write fsync fdatasync stat lstat fstat scandir rename unlink mkdir rmdir ftruncate statfs'.split(
    ' ',
  ),
);

/** Whether what was thrown is the disk's refusal to give or take something, and so may be asked again. */
export function isDiskFault(error: unknown): boolean {
  if (error instanceof TillError) return error.code === 'STORE_WRITE_FAILED';
  const { syscall } = (error ?? {}) as { syscall?: unknown };
  if (typeof syscall === 'string' && FILE_CALLS.has(syscall)) return systemCode(error) !== undefined;
  const { cause } = (error ?? {}) as { cause?: unknown };
  return cause !== undefined && isDiskFault(cause);
}
