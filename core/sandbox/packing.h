#pragma once

#include "core/sandbox/order.h"

#include <QDataStream>
#include <QIODevice>

namespace paydesk {

/// How entries of the books are written: QDataStream of a fixed version, times as milliseconds
/// since 1970 UTC.
class Packing {
public:
    Packing()
        : m_stream(&m_bytes, QIODevice::WriteOnly)
    {
        m_stream.setVersion(QDataStream::Qt_6_0);
    }

    template <typename Value> Packing& operator<<(const Value& value)
    {
        m_stream << value;
        return *this;
    }
    Packing& operator<<(const QDateTime& time)
    {
        m_stream << (time.isValid() ? time.toMSecsSinceEpoch() : qint64(-1));
        return *this;
    }
    Packing& operator<<(const Delivery& delivery)
    {
        return *this << qint32(delivery.attempts) << delivery.dueAt << delivery.outcome;
    }

    const QByteArray& bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
    QDataStream m_stream;
};

/// The way back; bytes that are not whole leave isWhole() false.
class Unpacking {
public:
    explicit Unpacking(const QByteArray& bytes)
        : m_stream(bytes)
    {
        m_stream.setVersion(QDataStream::Qt_6_0);
    }

    template <typename Value> Unpacking& operator>>(Value& value)
    {
        m_stream >> value;
        return *this;
    }
    Unpacking& operator>>(QDateTime& time)
    {
        qint64 number = -1;
        m_stream >> number;
        time = number < 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(number, Qt::UTC);
        return *this;
    }
    Unpacking& operator>>(Delivery& delivery)
    {
        qint32 attempts = 0;
        *this >> attempts >> delivery.dueAt >> delivery.outcome;
        delivery.attempts = attempts;
        return *this;
    }

    bool isWhole() const { return m_stream.status() == QDataStream::Ok; }

private:
    QDataStream m_stream;
};

} // namespace paydesk
