#pragma once

#include "core/base/clock.h"
#include "core/checkout/draft.h"
#include "ui/widgets/card.h"

#include <QHash>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace paydesk {

class FieldBox;

/// The left card: what a person fills in to place an order, with the gateway's rules below each
/// field as soon as it was edited.
class OrderForm final : public Card {
    Q_OBJECT

public:
    explicit OrderForm(Clock& clock, QWidget* parent = nullptr);

    /// The merchant whose rules hold. `playsCustomer`: the code for the openid comes from the
    /// sandbox's phone.
    void setMerchant(const Profile& profile, bool playsCustomer);
    /// For notify_url as long as nobody has typed another.
    void setDefaultNotifyUrl(const QByteArray& url);
    /// Whether an order can be placed at all just now.
    void setPlaceable(bool placeable);
    /// A new out_trade_no; everything else stays.
    void renew();
    /// Takes over what the fields of a unified order say. Its number and its notify_url do not
    /// count: a number is good for one order, and the notification is wanted here.
    void fill(const Parameters& order);
    /// What the scanner read from the payer's phone; leads to it.
    void setAuthCode(const QByteArray& code);
    void focusFirst();

    /// The draft as it stands, or the failure of an amount that is none.
    Result<OrderDraft> draft() const;
    /// Whether the rules may be broken on purpose.
    bool sendsAnyway() const;
    /// Shows every broken rule, edited or not, and leads to the first; false when the order cannot
    /// be placed like this.
    bool accept();

signals:
    void placeRequested();
    void previewRequested();
    /// Something was edited or chosen.
    void draftChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Field {
        FieldBox* box = nullptr;
        QLineEdit* edit = nullptr;
        bool touched = false;
    };

    void buildFields(QWidget* parent, QLayout* column);
    void buildFurther(QWidget* parent, QLayout* column);
    void buildButtons();
    Field& add(const char* name, const QString& objectName, QWidget* parent, QLayout* column);
    FieldBox* choice(QComboBox* combo, const QString& objectName, QLayout* column);
    void edited(const QByteArray& name);
    void typeChosen();
    void check();
    QList<Failure> failures() const;
    OrderDraft draftOver(Fen amount) const;
    QByteArray text(const char* name) const;
    QByteArray tradeType() const;
    void unfold(bool open);
    void put(const QByteArray& name, const QByteArray& value);
    void showFields();
    void showAmountHint();
    void retranslateUi();
    void retranslateHints();

    Clock& m_clock;
    Profile m_profile;
    bool m_playsCustomer = true;
    QHash<QByteArray, Field> m_fields;
    QComboBox* m_tradeType;
    FieldBox* m_tradeTypeBox = nullptr;
    QComboBox* m_frontEnd;
    FieldBox* m_frontEndBox = nullptr;
    QComboBox* m_signType;
    FieldBox* m_signTypeBox = nullptr;
    QCheckBox* m_noCredit;
    QCheckBox* m_sendAnyway;
    QToolButton* m_more;
    QWidget* m_further;
    QAction* m_renew = nullptr;
    QPushButton* m_preview;
    QPushButton* m_place;
};

} // namespace paydesk
