/** What codes of rows mean: how each is drawn, as `maps/rows.py` numbers it, and the bits of its `flags`. */

export const POINT = 0;
export const AREA = 1;
export const STRETCH = 2;
export const NONE = 3;
/** What was known to places in a hexagon, of a cell: see `Cells`. */
export const HEXAGON = 4;

/** Bits of `flags`, in the order of `maps/columns.py`. */
export const DISPUTED = 1;
export const PRIMARY = 2;
export const DOMESTIC = 4;
