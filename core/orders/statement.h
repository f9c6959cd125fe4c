#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

namespace paydesk {

/// What a column holds, or what is bound to a statement: nothing (NULL), a whole number, text or
/// bytes.
class SqlValue {
public:
    SqlValue() = default;
    SqlValue(int number) // NOLINT(google-explicit-constructor): lists of values read as such
        : m_value(qint64(number))
    {
    }
    SqlValue(qint64 number) // NOLINT(google-explicit-constructor)
        : m_value(number)
    {
    }
    SqlValue(const QString& text) // NOLINT(google-explicit-constructor)
        : m_value(Text{text.toUtf8()})
    {
    }
    /// Text as UTF-8; what is none in it becomes U+FFFD.
    static SqlValue text(const QByteArray& utf8);
    static SqlValue bytes(const QByteArray& bytes);

    bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    /// 0 for what is no number.
    qint64 number() const;
    /// UTF-8; empty for what is neither text nor bytes.
    QByteArray text() const;

private:
    friend class Statement;
    struct Text {
        QByteArray utf8;
    };
    struct Bytes {
        QByteArray bytes;
    };
    std::variant<std::monostate, qint64, Text, Bytes> m_value;
};

using SqlValues = QList<SqlValue>;

/// A prepared statement of SQLite, and the row it stands on. Its placeholders are called :1, :2 …
/// Used on the thread of its connection, and not longer than that.
class Statement {
public:
    /// Null with SQLite's result code in `code` when it cannot be prepared.
    static std::unique_ptr<Statement> prepare(sqlite3* handle, const QString& sql, int& code);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    /// Begins anew with these values, which must live until end(): the next step() is the first. A
    /// value without a placeholder is left out. SQLite's result code.
    int begin(const SqlValues& values);
    /// SQLITE_ROW, SQLITE_DONE or an error code.
    int step();
    /// Lets go of the row and of the values.
    void end();

    // The present row.
    bool isNull(int column) const;
    qint64 number(int column) const;
    QByteArray text(int column) const;
    QByteArray bytes(int column) const;
    SqlValue value(int column) const;

private:
    explicit Statement(sqlite3_stmt* statement);
    int bind(int place, const SqlValue& value);

    sqlite3_stmt* m_statement;
    QList<qsizetype> m_valueAt; // of each place
};

} // namespace paydesk
