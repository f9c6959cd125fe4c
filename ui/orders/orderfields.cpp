#include "ui/orders/orderfields.h"

#include "core/base/clock.h"
#include "core/base/money.h"
#include "core/sign/xmlcodec.h"
#include "ui/orders/orderwords.h"
#include "ui/style/fonts.h"
#include "ui/style/tokens.h"

#include <QGuiApplication>
#include <QUrl>

#include <algorithm>
#include <ranges>
#include <utility>

namespace paydesk {

namespace {

    QByteArray localTime(const QDateTime& at)
    {
        return at.isValid() ? at.toLocalTime().toString(Qt::ISODateWithMs).toLatin1()
                            : QByteArray();
    }

    /// In the order in which a person looks for them.
    Parameters knownFields(const Order& order)
    {
        return {
            {"out_trade_no", order.outTradeNo},
            {"transaction_id", order.transactionId},
            {"trade_state", tradeStateName(order.state)},
            {"held", order.held ? "true" : ""},
            {"trouble", order.trouble},
            {"total_fee", QByteArray::number(order.totalFee.value)},
            {"fee_type", order.feeType},
            {"body", order.body},
            {"attach", order.attach},
            {"trade_type", order.tradeType},
            {"sign_type", order.signType ? signTypeName(*order.signType) : QByteArray()},
            {"openid", order.openid},
            {"prepay_id", order.prepayId},
            {"code_url", order.codeUrl},
            {"mweb_url", order.mwebUrl},
            {"bank_type", order.bankType},
            {"notify_url", order.notifyUrl},
            {"time_end", order.paidAt.isValid() ? beijingStamp(order.paidAt) : QByteArray()},
            {"created_at", localTime(order.createdAt)},
            {"paid_at", localTime(order.paidAt)},
            {"origin", originName(order.origin)},
            {"asked", order.asked > 0 ? QByteArray::number(order.asked) : QByteArray()},
            {"next_query_at", localTime(order.nextQueryAt)},
        };
    }

    /// Both sides speak of the same thing under this name.
    bool comparable(const QByteArray& name)
    {
        return name != "sign_type" && name != "notify_url";
    }

    void addRow(QList<FieldRow>* rows, const QByteArray& name, const QByteArray& ours,
        const QByteArray& theirs)
    {
        if (ours.isEmpty() && theirs.isEmpty())
            return;
        const bool both = !ours.isEmpty() && !theirs.isEmpty();
        rows->append({name, ours, theirs, both && ours != theirs && comparable(name)});
    }

    QString withYuan(const QByteArray& name, const QByteArray& value)
    {
        QString text = oneLine(value);
        if (!name.endsWith("_fee"))
            return text;
        const Result<Fen> fee = fenFromField(value);
        return fee ? text + QStringLiteral(" (%1)").arg(amountText(*fee)) : text;
    }

} // namespace

QList<FieldRow> orderFields(const Order& order, const std::optional<Parameters>& answer)
{
    const Parameters theirs = answer.value_or(Parameters());
    const Parameters known = knownFields(order);
    QList<FieldRow> rows;
    for (const auto& [name, value] : known)
        addRow(&rows, name, value, theirs.value(name));
    for (const auto& [name, value] : order.request) {
        if (!known.contains(name))
            addRow(&rows, name, value, theirs.value(name));
    }
    for (const auto& [name, value] : theirs) {
        if (!known.contains(name) && !order.request.contains(name))
            addRow(&rows, name, {}, value);
    }
    std::stable_partition(
        rows.begin(), rows.end(), [](const FieldRow& row) { return row.differs; });
    return rows;
}

std::optional<Parameters> lastQueryAnswer(const QList<Exchange>& exchanges)
{
    for (const Exchange& exchange : std::ranges::reverse_view(exchanges)) {
        const bool query = exchange.direction == Exchange::Direction::Outgoing
            && QUrl::fromEncoded(exchange.url).path().endsWith(u"/orderquery");
        if (!query || exchange.outcome == "answer-signature-wrong"
            || exchange.outcome == "answer-unsigned")
            continue;
        const Result<Parameters> fields = fromXml(exchange.answerBody);
        if (fields && fields->value("result_code") == "SUCCESS")
            return *fields;
    }
    return {};
}

void OrderFieldModel::setRows(const QList<FieldRow>& rows, bool answered)
{
    if (rows == m_rows && answered == m_answered)
        return;
    beginResetModel();
    m_rows = rows;
    m_answered = answered;
    endResetModel();
}

int OrderFieldModel::differences() const
{
    return int(std::count_if(
        m_rows.begin(), m_rows.end(), [](const FieldRow& row) { return row.differs; }));
}

void OrderFieldModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int OrderFieldModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int OrderFieldModel::columnCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return m_answered ? ColumnCount : ColumnCount - 1;
}

QString OrderFieldModel::shown(const FieldRow& row, int column) const
{
    if (column == Name)
        return oneLine(row.name);
    const QString text = withYuan(row.name, column == Ours ? row.ours : row.theirs);
    const bool marked = row.differs && column == Theirs;
    return marked ? outcomeSign(Tone::Bad) + QStringLiteral(" ") + text : text;
}

QVariant OrderFieldModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FieldRow& row = m_rows.at(index.row());
    const Tokens& t = tokensOf(QGuiApplication::palette());
    switch (role) {
    case Qt::DisplayRole:
        return shown(row, index.column());
    case CopyRole:
        return QString::fromUtf8(
            index.column() == Name ? row.name : (index.column() == Ours ? row.ours : row.theirs));
    case Qt::FontRole:
        return fontOf(FontRole::Technical);
    case Qt::ForegroundRole:
        if (index.column() == Name)
            return t.text2;
        return row.differs ? t.bad : t.text;
    case Qt::BackgroundRole:
        return row.differs ? QVariant(t.badbg) : QVariant();
    default:
        return {};
    }
}

QVariant OrderFieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Field");
    case Ours:
        return tr("Here");
    case Theirs:
        return tr("What WeChat says");
    default:
        return {};
    }
}

} // namespace paydesk
