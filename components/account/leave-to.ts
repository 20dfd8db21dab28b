/**
 * Opens a page as a whole new document. When somebody signs in or out nothing that the router or
 * a component remembers of the one before may stay.
 */
export const leaveTo = (path: string): void => window.location.assign(path);
