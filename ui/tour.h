#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <vector>

class QWidget;

namespace paydesk {

class MainWindow;

/// The journey from an empty folder to a paid order, played on the shipped window with mouse and
/// key events, as a person would: one PNG a step and a transcript (tour.txt) in a folder. A step
/// whose outcome does not appear ends the tour as failed. Nothing is faked: if the gateway refuses,
/// the tour stops there.
class Tour : public QObject {
    Q_OBJECT

public:
    Tour(MainWindow& window, QString folder);

    void start();

signals:
    /// After the last step (true) or the first that did not hold (false).
    void finished(bool held);

private:
    /// One step: what is done, and what must be seen afterwards.
    struct Step {
        QString name; ///< of the picture
        QString text; ///< of the transcript
        std::function<bool()> act; ///< false: the control to act on is not there
        std::function<bool()> seen;
    };

    void plan();
    void begin();
    void look();
    void settle();
    void fail(const QString& why);
    void say(const QString& line);

    QWidget* find(const char* objectName) const;
    bool click(const char* objectName) const;
    bool type(const char* objectName, const QString& text) const;
    bool paste(const char* objectName, const QString& text) const;
    bool shows(const char* objectName) const;
    bool openPage(const char* id) const;
    bool pageIs(const char* id) const;

    MainWindow& m_window;
    const QString m_folder;
    std::vector<Step> m_steps;
    std::size_t m_next = 0;
    QTimer m_look;
    QElapsedTimer m_since;
};

} // namespace paydesk
