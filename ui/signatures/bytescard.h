#pragma once

#include "ui/signatures/comparisonrow.h"
#include "ui/widgets/card.h"

class QButtonGroup;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace paydesk {

class Chip;
class CopyField;
class ElidedLabel;
class HexView;

/// The proof in bytes: your string or the right one in hexadecimal with the differing bytes marked,
/// the chosen value in other encodings, and both signatures. Keys are masked before they come here.
class BytesCard final : public Card {
    Q_OBJECT

public:
    explicit BytesCard(QWidget* parent = nullptr);

    void setStrings(
        const QByteArray& yours, const QByteArray& right, const QList<ComparisonRow>& rows);
    void setSignatures(const QByteArray& yours, bool computed, const QByteArray& right);
    /// Brings the row's piece into view; null: none.
    void showRow(const ComparisonRow* row);
    /// Without a heading, when a tab carries it.
    void setTitled(bool titled);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Side { Yours, Right, Encodings };

    QWidget* buildSigns();
    void showBytes();
    void showEncodings();
    void retranslateUi();

    QByteArray m_strings[2];
    QList<ComparisonRow> m_rows;
    std::optional<ComparisonRow> m_row;
    bool m_computed = false;
    QLabel* m_title;
    ElidedLabel* m_caption;
    QButtonGroup* m_sides;
    QStackedWidget* m_stack;
    HexView* m_hex;
    QPlainTextEdit* m_encodings;
    QLabel* m_yoursName = nullptr;
    CopyField* m_yours = nullptr;
    QLabel* m_rightName = nullptr;
    CopyField* m_right = nullptr;
};

} // namespace paydesk
