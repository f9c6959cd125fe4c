#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QWidget>

#include <functional>

namespace paydesk {

class FieldBox;
class SecretEdit;
class StoredSecret;

/// A secret of a merchant in the editor: what is stored is said, never shown; what is typed
/// replaces it and is checked as it is typed. Nothing is trimmed.
class SecretInput final : public QWidget {
    Q_OBJECT

public:
    using Check = std::function<Result<void>(const Secret&)>;

    SecretInput(const char* objectName, Check check, QWidget* parent = nullptr);

    void setTexts(const QString& label, const QString& hint);
    /// Whether the vault holds one already: then an empty field keeps it.
    void setStored(bool stored);
    /// Shows the stored one above the field, to be revealed and copied. Takes the widget over.
    void setStoredView(StoredSecret* stored);
    /// Hides a stored one that is being shown.
    void conceal();
    /// A remark about what is typed that does not stop anybody; asked at every change.
    void setRemark(std::function<QString(const Secret&)> remark);
    bool isFilled() const;
    /// A copy of what is typed; the field keeps it until wipe().
    Secret typed() const;
    /// Says what is wrong; a missing secret only when `required`.
    bool check(bool required);
    void wipe();

signals:
    void edited();

private:
    void judge();

    StoredSecret* m_view = nullptr;
    SecretEdit* m_edit;
    FieldBox* m_box;
    Check m_check;
    std::function<QString(const Secret&)> m_remark;
    QString m_hint;
    bool m_stored = false;
};

} // namespace paydesk
