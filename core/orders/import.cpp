#include "core/orders/import.h"

#include "core/orders/store.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <cmath>

namespace paydesk {

namespace {

    /// A field's value, or why it cannot be one.
    struct Cell {
        QByteArray name;
        QByteArray value;
        const char* broken = nullptr;
    };

    struct Row {
        int line = 0;
        QList<Cell> cells;
    };

    tl::unexpected<Failure> rejected(int line, const QByteArray& field, const char* rule)
    {
        return fail(FailureId::ImportRejected,
            {{QStringLiteral("line"), line}, {QStringLiteral("field"), QString::fromUtf8(field)},
                {QStringLiteral("rule"), QString::fromLatin1(rule)}});
    }

    constexpr auto wholeFen =
        QT_TRANSLATE_NOOP("Reason", "a whole number of fen, from 1 to 9999999999");
    constexpr auto orderNumber =
        QT_TRANSLATE_NOOP("Reason", "1 to 32 of the characters 0-9 A-Z a-z _ - | *");
    constexpr auto oneObject = QT_TRANSLATE_NOOP("Reason", "one JSON object in a line");
    constexpr auto oneArray = QT_TRANSLATE_NOOP("Reason", "one JSON array of objects");
    constexpr auto plainValue = QT_TRANSLATE_NOOP("Reason", "a text or a whole number");
    constexpr auto utf8Only = QT_TRANSLATE_NOOP("Reason", "text in UTF-8");
    constexpr auto namedColumns = QT_TRANSLATE_NOOP("Reason",
        "JSON objects, or CSV whose first line names the columns, out_trade_no and total_fee among "
        "them");
    constexpr auto closedQuotes = QT_TRANSLATE_NOOP("Reason", "every quotation mark is closed");
    constexpr auto asManyCells = QT_TRANSLATE_NOOP("Reason", "as many cells as the header has");
    constexpr auto namedTwice = QT_TRANSLATE_NOOP("Reason", "no number twice");
    constexpr auto isoMoment = QT_TRANSLATE_NOOP("Reason", "a time in ISO 8601 with its offset");
    constexpr auto signTypes = QT_TRANSLATE_NOOP("Reason", "MD5 or HMAC-SHA256");
    constexpr auto tradeTypes = QT_TRANSLATE_NOOP("Reason", "JSAPI, NATIVE, APP or MWEB");
    constexpr auto currencies = QT_TRANSLATE_NOOP("Reason", "three capital letters, such as CNY");

    // ---- from text to rows

    Cell cellOf(const QString& name, const QJsonValue& value)
    {
        Cell cell{name.toUtf8(), {}, nullptr};
        if (value.isString())
            cell.value = value.toString().toUtf8();
        else if (value.isDouble() && std::floor(value.toDouble()) == value.toDouble())
            cell.value = QByteArray::number(value.toInteger());
        else if (!value.isNull())
            cell.broken = plainValue;
        return cell;
    }

    Row rowOf(int line, const QJsonObject& object)
    {
        Row row{line, {}};
        for (auto it = object.begin(); it != object.end(); ++it)
            row.cells.append(cellOf(it.key(), it.value()));
        return row;
    }

    /// One array of objects, as our own export writes it; a line in a message counts its objects.
    Result<QList<Row>> arrayRows(const QByteArray& text)
    {
        const QJsonDocument document = QJsonDocument::fromJson(text);
        if (!document.isArray())
            return rejected(1, {}, oneArray);
        QList<Row> rows;
        const QJsonArray objects = document.array();
        for (const auto& object : objects) {
            const int number = int(rows.size()) + 1;
            if (!object.isObject())
                return rejected(number, {}, oneArray);
            rows.append(rowOf(number, object.toObject()));
        }
        return rows;
    }

    Result<QList<Row>> jsonRows(const QByteArray& text)
    {
        QList<Row> rows;
        int line = 0;
        for (const QByteArray& bytes : text.split('\n')) {
            ++line;
            if (bytes.trimmed().isEmpty())
                continue;
            const QJsonDocument document = QJsonDocument::fromJson(bytes);
            if (!document.isObject())
                return rejected(line, {}, oneObject);
            rows.append(rowOf(line, document.object()));
        }
        return rows;
    }

    /// RFC 4180, one record at a time; quoted cells may span lines.
    class CsvReader {
    public:
        explicit CsvReader(QByteArrayView text)
            : m_text(text)
        {
        }

        bool atEnd() const { return m_at >= m_text.size(); }
        int line() const { return m_line; }

        /// The next record's cells; nothing when a quotation mark stays open.
        std::optional<QList<QByteArray>> record()
        {
            QList<QByteArray> cells;
            for (;;) {
                auto cell = next();
                if (!cell)
                    return std::nullopt;
                cells.append(*cell);
                if (atEnd())
                    return cells;
                const char end = m_text[m_at++];
                if (end == '\n') {
                    ++m_line;
                    return cells;
                }
            }
        }

    private:
        std::optional<QByteArray> next()
        {
            if (!atEnd() && m_text[m_at] == '"')
                return quoted();
            const qsizetype start = m_at;
            while (!atEnd() && m_text[m_at] != ',' && m_text[m_at] != '\n')
                ++m_at;
            return m_text.sliced(start, m_at - start).trimmed().toByteArray();
        }

        std::optional<QByteArray> quoted()
        {
            QByteArray value;
            for (++m_at; !atEnd(); ++m_at) {
                const char c = m_text[m_at];
                if (c == '\n')
                    ++m_line;
                if (c != '"')
                    value.append(c);
                else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"')
                    value.append(m_text[++m_at]);
                else
                    return closed(value);
            }
            return std::nullopt;
        }

        /// Behind the closing mark only blanks may stand.
        std::optional<QByteArray> closed(const QByteArray& value)
        {
            ++m_at;
            while (!atEnd() && (m_text[m_at] == '\r' || m_text[m_at] == ' '))
                ++m_at;
            if (!atEnd() && m_text[m_at] != ',' && m_text[m_at] != '\n')
                return std::nullopt;
            return value;
        }

        QByteArrayView m_text;
        qsizetype m_at = 0;
        int m_line = 1;
    };

    /// What our own export put in front of a text that looks like a formula goes again.
    QByteArray withoutGuard(const QByteArray& value)
    {
        const bool guarded = value.size() > 1 && value.front() == '\''
            && QByteArrayView("=+-@\t\r").contains(value.at(1));
        return guarded ? value.mid(1) : value;
    }

    Result<QList<Row>> csvRows(const QByteArray& text)
    {
        CsvReader reader(text);
        const auto header = reader.record();
        if (!header)
            return rejected(1, {}, closedQuotes);
        if (!header->contains("out_trade_no") || !header->contains("total_fee"))
            return rejected(1, {}, namedColumns);
        QList<Row> rows;
        while (!reader.atEnd()) {
            const int line = reader.line();
            const auto cells = reader.record();
            if (!cells)
                return rejected(line, {}, closedQuotes);
            if (cells->size() == 1 && cells->constFirst().isEmpty())
                continue;
            if (cells->size() != header->size())
                return rejected(line, {}, asManyCells);
            Row row{line, {}};
            for (qsizetype i = 0; i < cells->size(); ++i)
                row.cells.append({header->at(i), withoutGuard(cells->at(i)), nullptr});
            rows.append(row);
        }
        return rows;
    }

    // ---- from a row to an order

    bool isOrderNumber(const QByteArray& text)
    {
        return !text.isEmpty() && text.size() <= 32
            && std::all_of(text.begin(), text.end(), [](char c) {
                   return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
                       || QByteArrayView("_-|*").contains(c);
               });
    }

    bool isCurrency(const QByteArray& text)
    {
        return text.size() == 3
            && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    }

    /// Puts one known field into the order; the rule it breaks otherwise.
    using Taker = const char* (*)(Order& order, const QByteArray& value);

    struct KnownField {
        const char* name;
        bool required;
        Taker take;
    };

    const char* takeNumber(Order& order, const QByteArray& value)
    {
        order.outTradeNo = value;
        return isOrderNumber(value) ? nullptr : orderNumber;
    }

    const char* takeAmount(Order& order, const QByteArray& value)
    {
        const auto amount = fenFromField(value);
        order.totalFee = amount.value_or(Fen{});
        return amount ? nullptr : wholeFen;
    }

    const char* takeCurrency(Order& order, const QByteArray& value)
    {
        order.feeType = value;
        return isCurrency(value) ? nullptr : currencies;
    }

    const char* takeTradeType(Order& order, const QByteArray& value)
    {
        order.tradeType = value;
        const bool known =
            value == "JSAPI" || value == "NATIVE" || value == "APP" || value == "MWEB";
        return known ? nullptr : tradeTypes;
    }

    const char* takeSignType(Order& order, const QByteArray& value)
    {
        const auto type = signTypeFromName(value);
        if (type)
            order.signType = *type;
        return type ? nullptr : signTypes;
    }

    const char* takeCreation(Order& order, const QByteArray& value)
    {
        const QDateTime time = QDateTime::fromString(QString::fromLatin1(value), Qt::ISODateWithMs);
        order.createdAt = time.toUTC();
        return time.isValid() && time.timeSpec() != Qt::LocalTime ? nullptr : isoMoment;
    }

    template <QByteArray Order::* field> const char* takeText(Order& order, const QByteArray& value)
    {
        order.*field = value;
        return nullptr;
    }

    constexpr std::array knownFields{
        KnownField{"out_trade_no", true, takeNumber},
        KnownField{"total_fee", true, takeAmount},
        KnownField{"fee_type", false, takeCurrency},
        KnownField{"trade_type", false, takeTradeType},
        KnownField{"sign_type", false, takeSignType},
        KnownField{"created_at", false, takeCreation},
        KnownField{"body", false, takeText<&Order::body>},
        KnownField{"attach", false, takeText<&Order::attach>},
        KnownField{"openid", false, takeText<&Order::openid>},
        KnownField{"notify_url", false, takeText<&Order::notifyUrl>},
    };

    /// The rule that the row's value for this field breaks; an empty optional one is as good as
    /// none.
    const char* take(Order& order, const KnownField& field, const Row& row)
    {
        const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
            [&field](const Cell& c) { return c.name == field.name; });
        const bool given = cell != row.cells.end();
        if (given && cell->broken)
            return cell->broken;
        if ((!given || cell->value.isEmpty()) && !field.required)
            return nullptr;
        return field.take(order, given ? cell->value : QByteArray());
    }

    Result<Order> orderOf(const Row& row, const QByteArray& profile, const Clock& clock)
    {
        Order order;
        order.profile = profile;
        order.state = TradeState::NotPay; // placed elsewhere, so WeChat knows it
        order.origin = Origin::Imported;
        order.createdAt = clock.now();
        for (const KnownField& field : knownFields) {
            if (const char* const broken = take(order, field, row))
                return rejected(row.line, field.name, broken);
        }
        return order;
    }

    /// Without a byte order mark; nothing when it is not UTF-8.
    std::optional<QByteArray> cleanText(QByteArrayView text)
    {
        if (text.startsWith("\xEF\xBB\xBF"))
            text = text.sliced(3);
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString decoded = decoder(text);
        if (decoder.hasError() || decoded.contains(QChar(u'\0')))
            return std::nullopt;
        return text.toByteArray();
    }

} // namespace

Result<QList<Order>> readImport(QByteArrayView text, const QByteArray& profile, const Clock& clock)
{
    const auto clean = cleanText(text);
    if (!clean)
        return rejected(1, {}, utf8Only);
    const QByteArray start =
        clean->trimmed().first(std::min<qsizetype>(1, clean->trimmed().size()));
    if (start.isEmpty())
        return QList<Order>();
    const auto rows = start == "{" ? jsonRows(*clean)
        : start == "["             ? arrayRows(*clean)
                                   : csvRows(*clean);
    if (!rows)
        return fail(rows.error());
    QList<Order> orders;
    QSet<QByteArray> numbers;
    for (const Row& row : *rows) {
        const auto order = orderOf(row, profile, clock);
        if (!order)
            return fail(order.error());
        if (numbers.contains(order->outTradeNo))
            return rejected(row.line, "out_trade_no", namedTwice);
        numbers.insert(order->outTradeNo);
        orders.append(*order);
    }
    return orders;
}

Result<Imported> importOrders(OrderWriter& writer, const QList<Order>& orders, const QDateTime& now)
{
    Imported count;
    for (const Order& order : orders) {
        const Result<void> added = writer.add(order);
        if (!added && added.error().id != FailureId::OrderExists)
            return fail(added.error());
        if (!added) {
            ++count.known;
            continue;
        }
        ++count.fresh;
        OrderEvent event;
        event.profile = order.profile;
        event.outTradeNo = order.outTradeNo;
        event.at = now;
        event.kind = OrderEvent::Kind::Imported;
        event.outcome = "ok";
        if (const Result<void> noted = writer.note(event); !noted)
            return fail(noted.error());
    }
    return count;
}

} // namespace paydesk
