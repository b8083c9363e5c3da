/** How the rows of incidents are drawn, as `maps/rows.py` numbers it. */

export const POINT = 0;
export const AREA = 1;
export const STRETCH = 2;
export const NONE = 3;
/** What was known to places in a hexagon, of a cell: see `Cells`. */
export const HEXAGON = 4;
