#pragma once

#include <QWidget>

class QLabel;

namespace paydesk {

class GlyphLabel;
class Navigation;

/// The left edge of the window: the product's name, the pages, the settings at the bottom.
class SideBar final : public QWidget {
    Q_OBJECT

public:
    explicit SideBar(QWidget* parent = nullptr);

    enum class Place { Top, Bottom };
    void addEntry(Place place, const QString& id, const QString& glyphName);
    void setTitle(const QString& id, const QString& title);
    void setCurrent(const QString& id);
    /// Icons only, or `width` pixels with words.
    void setWidth(bool collapsed, int width);
    void setListName(const QString& pages, const QString& settings);

signals:
    void chosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    GlyphLabel* m_logo;
    QLabel* m_name;
    Navigation* m_pages;
    Navigation* m_settings;
};

} // namespace paydesk
