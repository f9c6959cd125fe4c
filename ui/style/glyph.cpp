#include "ui/style/glyph.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace paydesk {

namespace {

    QString pathOf(const QString& name)
    {
        return QStringLiteral(":/icons/%1.svg").arg(name);
    }

    QPixmap rendered(const QString& name, const QColor& color, const QSize& size)
    {
        const QString key = QStringLiteral("glyph:%1:%2:%3x%4")
                                .arg(name, color.name(QColor::HexArgb))
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QFile file(pathOf(name));
        if (file.open(QIODevice::ReadOnly)) {
            QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
            renderer.setAspectRatioMode(Qt::KeepAspectRatio);
            QPainter painter(&pixmap);
            renderer.render(&painter);
        }
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    /// The colour is looked up when the icon is painted, never earlier.
    class GlyphEngine final : public QIconEngine {
    public:
        GlyphEngine(QString name, Token color)
            : m_name(std::move(name))
            , m_color(color)
        {
        }

        void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
        {
            paintGlyph(painter, rect, m_name, color(mode));
        }

        QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
        {
            return rendered(m_name, color(mode), size);
        }

        QIconEngine* clone() const override { return new GlyphEngine(*this); }
        QString key() const override { return QStringLiteral("paydesk-glyph"); }
        QString iconName() override { return m_name; }

    private:
        QColor color(QIcon::Mode mode) const
        {
            const QPalette palette = QGuiApplication::palette();
            if (mode == QIcon::Disabled)
                return palette.color(QPalette::Disabled, QPalette::Text);
            return tokensOf(palette).*m_color;
        }

        QString m_name;
        Token m_color;
    };

} // namespace

QIcon glyph(const QString& name, Token color)
{
    return QIcon(new GlyphEngine(name, color));
}

QIcon glyph(const char* name, Token color)
{
    return glyph(QString::fromLatin1(name), color);
}

void paintGlyph(QPainter* painter, const QRectF& box, const QString& name, const QColor& color)
{
    const qreal scale = painter->device()->devicePixelRatioF();
    painter->drawPixmap(box, rendered(name, color, (box.size() * scale).toSize()), QRectF());
}

void paintIcon(QPainter* painter, const QRectF& box, const QIcon& icon, const QColor& color)
{
    if (hasGlyph(icon.name()))
        paintGlyph(painter, box, icon.name(), color);
    else
        icon.paint(painter, box.toRect());
}

bool hasGlyph(const QString& name)
{
    return !name.isEmpty() && QFile::exists(pathOf(name));
}

} // namespace paydesk
