#pragma once

#include "tests/doctorcasefile.h"

#include <random>

namespace paydesk::judge {

/// The same numbers everywhere: a fixed generator and a mapping of our own.
class Dice {
public:
    explicit Dice(quint64 seed)
        : m_engine(seed)
    {
    }

    /// 0 … below-1.
    int roll(qint64 below) { return int(m_engine() % quint64(below)); }
    bool chance(int percent) { return roll(100) < percent; }
    QByteArray letters(int count, const char* alphabet);
    QByteArray digits(int count);
    template <typename T> const T& pick(const QList<T>& list) { return list[roll(list.size())]; }

private:
    std::mt19937_64 m_engine;
};

/// Right messages with fresh data, of every kind that the doctor meets. received is the right
/// signature, the verdict "correct".
class FreshCases {
public:
    FreshCases(Dice& dice, int hmacPercent)
        : m_dice(dice)
        , m_hmacPercent(hmacPercent)
    {
    }

    JudgedCase order(); ///< unifiedorder, 10 to 16 fields
    JudgedCase query(); ///< orderquery with an empty value
    JudgedCase refund();
    JudgedCase redpack();
    JudgedCase pay(); ///< wx.requestPayment
    JudgedCase notice(); ///< a payment notification, with coupons or without
    /// An order whose texts were read in another charset on the way ("GBK", "ISO-8859-1").
    JudgedCase garbledOrder(const char* charset);
    JudgedCase anyOf(const char* stages);

private:
    JudgedCase begun(const char* stage);
    JudgedCase finished(JudgedCase judged);
    void shuffle(Parameters& params);
    QByteArray body();
    QByteArray attach();
    QByteArray detail();
    QByteArray amount();

    Dice& m_dice;
    int m_hmacPercent;
};

} // namespace paydesk::judge
