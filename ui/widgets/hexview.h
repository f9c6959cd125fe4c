#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>

namespace paydesk {

/// Bytes as offset, hexadecimal and ASCII, sixteen a line; only the lines in sight are drawn. The
/// text given must already be redacted. Ctrl+C copies the dump.
class HexView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit HexView(QWidget* parent = nullptr);

    void setBytes(const QByteArray& bytes);
    const QByteArray& bytes() const { return m_bytes; }
    /// One line of the dump.
    QString line(qsizetype row) const;
    qsizetype lineCount() const { return (m_bytes.size() + 15) / 16; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int lineHeight() const;
    void layoutBars();
    void retranslateUi();
    void copy() const;

    QByteArray m_bytes;
};

} // namespace paydesk
