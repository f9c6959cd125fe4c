#include "core/http/message.h"

#include <algorithm>

namespace paydesk {

QByteArray HttpRequest::header(QByteArrayView name) const
{
    for (const Header& field : headers) {
        if (name.compare(field.name, Qt::CaseInsensitive) == 0)
            return field.value;
    }
    return {};
}

namespace {
    bool isPort(QByteArrayView text)
    {
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        return text.size() <= 5 && std::all_of(text.begin(), text.end(), digit);
    }
} // namespace

bool isLocalHost(QByteArrayView host)
{
    const auto names = [host](QByteArrayView local) {
        if (host.size() < local.size()
            || host.first(local.size()).compare(local, Qt::CaseInsensitive) != 0)
            return false;
        const QByteArrayView rest = host.sliced(local.size());
        return rest.isEmpty() || (rest.front() == ':' && isPort(rest.sliced(1)));
    };
    return names("127.0.0.1") || names("localhost") || names("[::1]");
}

} // namespace paydesk
