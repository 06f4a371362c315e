/** Every error the till cannot go on from, by code. Each is thrown with a message that says what and a hint that says what to do. */
export type ErrorCode =
  | 'BACKUP_FAILED'
  | 'BACKUP_UNUSABLE'
  | 'CONFIG_INVALID'
  | 'DATA_FOLDER_HALF_RESTORED'
  | 'DATA_FOLDER_IN_USE'
  | 'DATA_FOLDER_MOVED'
  | 'DATA_FOLDER_OF_ANOTHER_GATEWAY'
  | 'DATA_FOLDER_TOO_NEW'
  | 'DATA_FOLDER_TOO_OLD'
  | 'DATA_FOLDER_UNUSABLE'
  | 'KEY_UNREADABLE'
  | 'LIBRARY_MISSING'
  | 'OLD_TILL_ANSWERS'
  | 'PORT_IN_USE'
  | 'RESTORE_REFUSED'
  | 'SCANNER_OPEN_FAILED'
  | 'STORE_WRITE_FAILED';

export interface TillErrorParts {
  code: ErrorCode;
  /** What failed, with what. */
  message: string;
  /** What to do about it. */
  hint: string;
  cause?: unknown;
}

/** Something the till cannot go on from. Expected things are values, never this. */
export class TillError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor({ code, message, hint, cause }: TillErrorParts) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'TillError';
    this.code = code;
    this.hint = hint;
  }
}

/** The text of whatever was thrown; node-hid throws strings, others throw anything. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system's error code (`ENOENT`, `ECONNREFUSED`, …) when there is one. */
export function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}
