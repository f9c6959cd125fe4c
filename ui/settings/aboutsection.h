#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace paydesk {

class Card;
class CopyField;
class FactList;
class HintLabel;

/// Settings: what this is, of what it is made, where its data are.
class AboutSection final : public QWidget {
    Q_OBJECT

public:
    /// `folder`: the data folder.
    explicit AboutSection(QString folder, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildTop();
    void retranslateUi();

    QString m_folder;
    Card* m_top;
    HintLabel* m_purpose;
    HintLabel* m_privacy;
    Card* m_data;
    CopyField* m_path;
    HintLabel* m_meaning;
    QPushButton* m_open;
    Card* m_parts;
    FactList* m_versions;
};

} // namespace paydesk
