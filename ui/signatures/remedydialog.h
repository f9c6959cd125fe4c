#pragma once

#include "ui/signatures/doctorrun.h"

#include <QDialog>

namespace paydesk {

/// How to mend what was found: for each cause the remedy, and the place itself as it is and as it
/// should be. The key stays masked.
class RemedyDialog final : public QDialog {
    Q_OBJECT

public:
    RemedyDialog(const Examination& examination, QWidget* parent = nullptr);

    /// All of it as plain text.
    static QString text(const Examination& examination);
};

/// The message as it should have been sent, to be copied: the right signature in it, no key.
class CorrectedDialog final : public QDialog {
    Q_OBJECT

public:
    CorrectedDialog(const PasteAnswer& answer, QWidget* parent = nullptr);

    /// XML, or for a call of wx.requestPayment its JSON.
    static QByteArray corrected(const PasteAnswer& answer);
};

} // namespace paydesk
