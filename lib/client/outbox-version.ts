/** Version of what is not yet on the server. Versions there begin with 1. */
export const UNSENT = 0;
