#pragma once

#include <QByteArray>

namespace paydesk {

/// Whether --print takes this word: "xml" or "curl".
bool isPrintForm(const QByteArray& form);
/// The message as it is, or as a curl command for a POSIX shell that posts it to `target`.
void printMessage(const QByteArray& form, const QByteArray& xml, const QByteArray& target);

} // namespace paydesk
