/** As the contract has them, in UTF-16 code units; its schemas do not go to the browser. */
export const LONGEST_NAME = 80;
export const LONGEST_DESCRIPTION = 2_000;
