#include "tests/wrongsignature.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace paydesk::judge {

namespace {

    bool isDigits(const QByteArray& text)
    {
        return !text.isEmpty()
            && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    }

    bool isAmount(const Parameter& field)
    {
        return isDigits(field.value)
            && (field.name == "amount" || field.name == "total_amount" || field.name == "total_fee"
                || field.name == "refund_fee" || field.name == "cash_fee"
                || field.name == "settlement_total_fee");
    }

    QList<QByteArray> ofAmounts(const JudgedCase& judged, std::initializer_list<const char*> hows)
    {
        QList<QByteArray> variants;
        for (const Parameter& field : judged.params) {
            for (const char* how : hows) {
                if (isAmount(field))
                    variants.append(field.name + '|' + how);
            }
        }
        return variants;
    }

    void addDecimals(Making& making, const QByteArray& variant)
    {
        if (Piece* piece = making.piece(fieldOf(variant)))
            piece->value += howOf(variant);
    }

    void changeUnit(Making& making, const QByteArray& variant)
    {
        Piece* piece = making.piece(fieldOf(variant));
        if (!piece)
            return;
        const QByteArray how = howOf(variant);
        if (how == "fen") {
            piece->value += "00";
            return;
        }
        const qint64 fen = piece->value.toLongLong();
        QByteArray yuan = QByteArray::number(fen / 100) + '.'
            + QByteArray::number(fen % 100).rightJustified(2, '0');
        if (how == "yuan") {
            while (yuan.endsWith('0'))
                yuan.chop(1);
            if (yuan.endsWith('.'))
                yuan.chop(1);
        }
        piece->value = yuan;
    }

    double throughDouble(qint64 fen)
    {
        return double(fen) / 100.0 * 100;
    }

    void driftAmount(Making& making, const QByteArray& variant)
    {
        Piece* piece = making.piece(fieldOf(variant));
        if (!piece)
            return;
        const qint64 fen = piece->value.toLongLong();
        const double drifted = throughDouble(fen);
        const QByteArray how = howOf(variant);
        if (how == "repr" && drifted != std::floor(drifted))
            piece->value = QByteArray::number(drifted, 'g', QLocale::FloatingPointShortest);
        if (how == "trunc")
            piece->value = QByteArray::number(qint64(drifted));
        if (how == "inverse" && qint64(throughDouble(fen + 1)) == fen)
            piece->value = QByteArray::number(fen + 1);
    }

    // What JavaScript prints for Number(digits): the shortest digits that come back, zeros behind,
    // and an exponent from 1e21 on.
    QByteArray asJavaScriptNumber(const QByteArray& digits)
    {
        std::array<char, 64> buffer{};
        const auto end = std::to_chars(
            buffer.begin(), buffer.end(), digits.toDouble(), std::chars_format::scientific);
        const QByteArray scientific(buffer.data(), end.ptr - buffer.data());
        const QByteArray mantissa = scientific.left(scientific.indexOf('e'));
        const int exponent = scientific.mid(scientific.indexOf('e') + 1).toInt();
        if (exponent >= 21)
            return mantissa + "e+" + QByteArray::number(exponent);
        return QByteArray(mantissa).replace(".", "").leftJustified(exponent + 1, '0');
    }

    void losePrecision(Making& making, const QByteArray& variant)
    {
        if (Piece* piece = making.piece(variant))
            piece->value = asJavaScriptNumber(piece->value);
    }

    QList<QByteArray> longNumbers(const JudgedCase& judged)
    {
        QList<QByteArray> variants;
        for (const Parameter& field : judged.params) {
            if (isDigits(field.value) && field.value.size() >= 17 && field.value.size() <= 32
                && !field.value.startsWith('0'))
                variants.append(field.name);
        }
        return variants;
    }

    void loseZeros(Making& making, const QByteArray& variant)
    {
        Piece* piece = making.piece(variant);
        while (piece && piece->value.startsWith('0') && piece->value.size() > 1)
            piece->value.remove(0, 1);
    }

    QList<QByteArray> zeroNumbers(const JudgedCase& judged)
    {
        QList<QByteArray> variants;
        for (const Parameter& field : judged.params) {
            if (isDigits(field.value) && field.value.startsWith('0'))
                variants.append(field.name);
        }
        return variants;
    }

    const std::array<WrongWay, 5> amountWays{{
        {"total-fee-decimal", "RV", MakingStep::Value, addDecimals,
            [](const JudgedCase& judged) { return ofAmounts(judged, {".0", ".00"}); }},
        {"amount-unit-mismatch", "RV", MakingStep::Value, changeUnit,
            [](const JudgedCase& judged) { return ofAmounts(judged, {"yuan2", "yuan", "fen"}); }},
        {"amount-float-artifact", "R", MakingStep::Value, driftAmount,
            [](const JudgedCase& judged) {
                return ofAmounts(judged, {"repr", "trunc", "inverse"});
            }},
        {"number-precision-lost", "RV", MakingStep::Value, losePrecision, longNumbers},
        {"leading-zeros-lost", "RV", MakingStep::Value, loseZeros, zeroNumbers},
    }};

} // namespace

std::span<const WrongWay> wrongAmounts()
{
    return amountWays;
}

} // namespace paydesk::judge
