#pragma once

class QWidget;

namespace paydesk {

/// Makes Tab walk through `root` as a person reads it: by its layouts, not by the order in which
/// its widgets happened to be made. Call it when `root` is complete.
void tabAsLaidOut(QWidget& root);

} // namespace paydesk
