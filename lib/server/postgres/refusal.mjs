// @ts-check

/** Why the app cannot start, in one sentence for the operator: printed as it is, without a stack. */
export class Refusal extends Error {
  /**
   * @param {string} sentence
   * @param {ErrorOptions} [options]
   */
  constructor(sentence, options) {
    super(sentence, options);
    this.name = 'Refusal';
  }
}

/**
 * Turns what the operating system says about a folder into a sentence; anything else passes through.
 * @param {unknown} error
 * @param {string} folder
 * @returns {unknown}
 */
export function folderRefusal(error, folder) {
  const text = error instanceof Error ? `${/** @type {NodeJS.ErrnoException} */ (error).code} ${error.message}` : '';
  if (/ENOSPC|EDQUOT|No space left|quota exceeded/i.test(text))
    return new Refusal(`No space is left for the data folder ${folder}: free some, then start again.`);
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only file system|Operation not permitted/i.test(text))
    return new Refusal(
      `The data folder ${folder} cannot be written: change its owner or permissions, or set MEIPI_DATA to another.`,
    );
  if (/ENOTDIR|EEXIST/.test(text))
    return new Refusal(`The data folder ${folder} is a file: move it away, or set MEIPI_DATA to another.`);
  return error;
}
