#pragma once

#include <QByteArray>
#include <QWidget>

#include <vector>

namespace paydesk {

/// A QR code, black on white in every theme (scanners need it), each module a whole number of
/// device pixels.
class QrCode final : public QWidget {
    Q_OBJECT

public:
    explicit QrCode(QWidget* parent = nullptr);

    /// False if the content does not fit a QR code, which then stays empty.
    bool setContent(const QByteArray& content);
    const QByteArray& content() const { return m_content; }

    QSize sizeHint() const override { return {220, 220}; }
    QSize minimumSizeHint() const override { return {140, 140}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return width; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();

    QByteArray m_content;
    std::vector<bool> m_modules; ///< row by row
    int m_size = 0; ///< modules a side
};

} // namespace paydesk
