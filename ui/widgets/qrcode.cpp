#include "ui/widgets/qrcode.h"

#include <QEvent>
#include <QPainter>
#include <qrcodegen/qrcodegen.hpp>

#include <algorithm>
#include <stdexcept>

namespace paydesk {

namespace {

    constexpr int quietZone = 4; // modules, by ISO 18004

} // namespace

QrCode::QrCode(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    retranslateUi();
}

bool QrCode::setContent(const QByteArray& content)
{
    m_content = content;
    m_modules.clear();
    m_size = 0;
    retranslateUi();
    update();
    if (content.isEmpty())
        return true;
    try {
        const auto code =
            qrcodegen::QrCode::encodeText(content.constData(), qrcodegen::QrCode::Ecc::MEDIUM);
        m_size = code.getSize();
        for (int y = 0; y < m_size; ++y) {
            for (int x = 0; x < m_size; ++x)
                m_modules.push_back(code.getModule(x, y));
        }
    } catch (const std::length_error&) {
        return false;
    }
    return true;
}

void QrCode::paintEvent(QPaintEvent*)
{
    if (m_size == 0)
        return;
    QPainter painter(this);
    const qreal scale = devicePixelRatioF();
    const int side = m_size + 2 * quietZone;
    const int module = std::max(1, int(std::min(width(), height()) * scale) / side);
    const int left = (int(width() * scale) - module * side) / 2;
    const int top = (int(height() * scale) - module * side) / 2;
    painter.scale(1 / scale, 1 / scale);
    painter.fillRect(left, top, module * side, module * side, Qt::white);
    for (int y = 0; y < m_size; ++y) {
        for (int x = 0; x < m_size; ++x) {
            if (m_modules[std::size_t(y) * std::size_t(m_size) + std::size_t(x)])
                painter.fillRect(left + (x + quietZone) * module, top + (y + quietZone) * module,
                    module, module, Qt::black);
        }
    }
}

void QrCode::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void QrCode::retranslateUi()
{
    setAccessibleName(tr("QR code"));
    setAccessibleDescription(QString::fromUtf8(m_content));
}

} // namespace paydesk
