#pragma once

class QTableView;

namespace paydesk {

/// Sets a table up as this window's lists are: whole rows, one at a time, read only, without a
/// grid or row numbers, on one line each; Tab leaves it. `rowHeight` in pixels, the style's own
/// without one.
void setUpReadingTable(QTableView* table, int rowHeight = 0);

} // namespace paydesk
