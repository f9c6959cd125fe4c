#include "core/orders/statement.h"

#include <sqlite3.h>

namespace paydesk {

SqlValue SqlValue::text(const QByteArray& utf8)
{
    SqlValue value;
    value.m_value = Text{utf8.isValidUtf8() ? utf8 : QString::fromUtf8(utf8).toUtf8()};
    return value;
}

SqlValue SqlValue::bytes(const QByteArray& bytes)
{
    SqlValue value;
    value.m_value = Bytes{bytes};
    return value;
}

qint64 SqlValue::number() const
{
    const auto* number = std::get_if<qint64>(&m_value);
    return number ? *number : 0;
}

QByteArray SqlValue::text() const
{
    if (const auto* text = std::get_if<Text>(&m_value))
        return text->utf8;
    const auto* bytes = std::get_if<Bytes>(&m_value);
    return bytes ? bytes->bytes : QByteArray();
}

std::unique_ptr<Statement> Statement::prepare(sqlite3* handle, const QString& sql, int& code)
{
    const QByteArray text = sql.toUtf8();
    sqlite3_stmt* statement = nullptr;
    code = sqlite3_prepare_v3(
        handle, text.constData(), int(text.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return nullptr;
    return std::unique_ptr<Statement>(new Statement(statement));
}

Statement::Statement(sqlite3_stmt* statement)
    : m_statement(statement)
{
    const int places = sqlite3_bind_parameter_count(statement);
    for (int place = 1; place <= places; ++place) {
        const QByteArrayView name(sqlite3_bind_parameter_name(statement, place)); // ":1"
        m_valueAt.append(name.sliced(1).toInt() - 1);
    }
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

int Statement::begin(const SqlValues& values)
{
    for (qsizetype i = 0; i < m_valueAt.size(); ++i) {
        const qsizetype at = m_valueAt.at(i);
        const int bound = bind(int(i) + 1, at < values.size() ? values.at(at) : SqlValue());
        if (bound != SQLITE_OK) {
            end();
            return bound;
        }
    }
    return SQLITE_OK;
}

/// The bytes are not copied: the caller keeps them until end().
int Statement::bind(int place, const SqlValue& value)
{
    if (const auto* number = std::get_if<qint64>(&value.m_value))
        return sqlite3_bind_int64(m_statement, place, *number);
    if (const auto* text = std::get_if<SqlValue::Text>(&value.m_value))
        return sqlite3_bind_text64(m_statement, place, text->utf8.constData(),
            sqlite3_uint64(text->utf8.size()), SQLITE_STATIC, SQLITE_UTF8);
    if (const auto* blob = std::get_if<SqlValue::Bytes>(&value.m_value))
        return sqlite3_bind_blob64(m_statement, place, blob->bytes.constData(),
            sqlite3_uint64(blob->bytes.size()), SQLITE_STATIC);
    return sqlite3_bind_null(m_statement, place);
}

int Statement::step()
{
    return sqlite3_step(m_statement);
}

void Statement::end()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

qint64 Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QByteArray Statement::text(int column) const
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return {text, sqlite3_column_bytes(m_statement, column)};
}

QByteArray Statement::bytes(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return {bytes, sqlite3_column_bytes(m_statement, column)};
}

SqlValue Statement::value(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_NULL:
        return {};
    case SQLITE_INTEGER:
        return number(column);
    case SQLITE_BLOB:
        return SqlValue::bytes(bytes(column));
    default:
        return SqlValue::text(text(column));
    }
}

} // namespace paydesk
