#include "core/sign/parameters.h"

#include <algorithm>
#include <utility>

namespace paydesk {

void Parameters::append(QByteArray name, QByteArray value)
{
    m_fields.append({std::move(name), std::move(value)});
}

void Parameters::set(QByteArrayView name, QByteArray value)
{
    for (Parameter& field : m_fields) {
        if (field.name == name) {
            field.value = std::move(value);
            return;
        }
    }
    append(name.toByteArray(), std::move(value));
}

void Parameters::remove(QByteArrayView name)
{
    m_fields.removeIf([name](const Parameter& field) { return field.name == name; });
}

bool Parameters::contains(QByteArrayView name) const
{
    return std::any_of(
        begin(), end(), [name](const Parameter& field) { return field.name == name; });
}

QByteArray Parameters::value(QByteArrayView name) const
{
    const auto found =
        std::find_if(begin(), end(), [name](const Parameter& field) { return field.name == name; });
    return found == end() ? QByteArray() : found->value;
}

QList<QByteArray> Parameters::duplicates() const
{
    QList<QByteArray> names;
    for (auto field = begin(); field != end(); ++field) {
        const auto sameName = [field](const Parameter& other) { return other.name == field->name; };
        const bool first = std::none_of(begin(), field, sameName);
        if (first && std::any_of(std::next(field), end(), sameName))
            names.append(field->name);
    }
    return names;
}

} // namespace paydesk
