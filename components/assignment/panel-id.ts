/** Of the reading page’s panel of assignments. */
export const PANEL_ID = 'assignments-panel';
export const OPENER_ID = 'assignments-open';
