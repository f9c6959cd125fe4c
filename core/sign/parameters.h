#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <initializer_list>

namespace paydesk {

/// One field of a message: UTF-8 bytes as they stood there.
struct Parameter {
    QByteArray name;
    QByteArray value;

    friend bool operator==(const Parameter&, const Parameter&) = default;
};

/// The fields of a message in the order they stood there; the same name twice stays visible as two
/// entries.
class Parameters {
public:
    Parameters() = default;
    Parameters(std::initializer_list<Parameter> fields)
        : m_fields(fields)
    {
    }

    /// Puts a field behind the others, whatever is there already.
    void append(QByteArray name, QByteArray value);
    /// Replaces the first field of this name, or appends one.
    void set(QByteArrayView name, QByteArray value);
    /// Removes every field of this name.
    void remove(QByteArrayView name);
    bool contains(QByteArrayView name) const;
    /// The first field's value; empty when absent.
    QByteArray value(QByteArrayView name) const;
    /// Names that occur more than once, each once, in order of appearance.
    QList<QByteArray> duplicates() const;

    qsizetype size() const { return m_fields.size(); }
    bool isEmpty() const { return m_fields.isEmpty(); }
    auto begin() const { return m_fields.cbegin(); }
    auto end() const { return m_fields.cend(); }
    const Parameter& at(qsizetype index) const { return m_fields.at(index); }

    friend bool operator==(const Parameters&, const Parameters&) = default;

private:
    QList<Parameter> m_fields;
};

} // namespace paydesk
