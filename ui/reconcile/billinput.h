#pragma once

#include "core/gateway/billdownload.h"

#include <QDate>
#include <QWidget>

class QComboBox;
class QDateEdit;
class QProgressBar;
class QPushButton;

namespace paydesk {

class ElidedLabel;

/// Which bill: a day and a kind to be downloaded, or a file. While one is worked on, how far it is
/// and the way to stop it stand in their place.
class BillInput final : public QWidget {
    Q_OBJECT

public:
    explicit BillInput(QWidget* parent = nullptr);

    /// Of which there can be a bill; it is chosen while no other was. (Days that are too long ago
    /// are refused by the download: a first day would be in the way of typing another year.)
    void setLastDay(const QDate& last);
    BillWish wish() const;
    void setBusy(bool busy);
    /// `size` 0: nobody knows how long it will be.
    void setProgress(const QString& text, qint64 done, qint64 size);

signals:
    void downloadRequested();
    void fileRequested();
    void cancelRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildChoice();
    void retranslateUi();

    QDateEdit* m_day;
    QComboBox* m_kind;
    QPushButton* m_download;
    QPushButton* m_cancel;
    ElidedLabel* m_said;
    QPushButton* m_file;
    QProgressBar* m_progress;
    QDate m_last; ///< the last day that can be chosen
    bool m_busy = false;
};

} // namespace paydesk
