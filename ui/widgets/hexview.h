#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>
#include <QList>

#include <utility>

class QPainter;

namespace paydesk {

/// Bytes as offset, hexadecimal and ASCII, sixteen a line; only the lines in sight are drawn. The
/// text given must already be redacted. Ctrl+C copies the dump. Bytes can be marked, and a narrow
/// view may be told to do with short offsets and eight bytes a line.
class HexView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit HexView(QWidget* parent = nullptr);

    void setBytes(const QByteArray& bytes);
    const QByteArray& bytes() const { return m_bytes; }
    /// Bytes, by start and length, that stand on a ground and over a line of their own.
    void setMarks(const QList<std::pair<qsizetype, qsizetype>>& marks);
    /// A mark's ground and line are a person's "yours" (bad) or "right" (good).
    void setMarksGood(bool good);
    bool isMarked(qsizetype at) const;
    void setCompact(bool compact);
    void scrollToByte(qsizetype at);
    /// One line of the dump.
    QString line(qsizetype row) const;
    qsizetype lineCount() const { return (m_bytes.size() + m_bytesALine - 1) / m_bytesALine; }

    QSize minimumSizeHint() const override { return {160, 48}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int lineHeight() const;
    void layoutBars();
    int charactersALine() const { return m_offsetChars + 2 + (m_bytesALine * 4) + 2; }
    void paintMarks(QPainter& painter, int x, int top, qsizetype row) const;
    void retranslateUi();
    void copy() const;

    QByteArray m_bytes;
    QList<std::pair<qsizetype, qsizetype>> m_marks;
    bool m_good = false;
    bool m_compact = false;
    int m_bytesALine = 16;
    int m_offsetChars = 8;
};

} // namespace paydesk
