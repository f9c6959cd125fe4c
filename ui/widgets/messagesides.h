#pragma once

#include <QWidget>

class QStackedWidget;

namespace paydesk {

class Chip;
struct Exchange;
class MessageView;

/// Both sides of an exchange in one place: two chips choose which of them is seen.
class MessageSides final : public QWidget {
    Q_OBJECT

public:
    /// The parts' object names begin with `name`: nameRequestSide, nameAnswerSide, nameRequest,
    /// nameAnswer.
    explicit MessageSides(const QString& name, QWidget* parent = nullptr);

    void setNames(const QString& request, const QString& answer);
    void show(const Exchange& exchange);
    void clear();
    bool showsAnswer() const;

signals:
    void sideChosen();

private:
    Chip* m_requestSide;
    Chip* m_answerSide;
    QStackedWidget* m_stack;
    MessageView* m_request;
    MessageView* m_answer;
};

} // namespace paydesk
