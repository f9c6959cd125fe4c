#include "core/protocol/errorcode.h"

#include "core/protocol/errortables.h"

#include <algorithm>

namespace paydesk {

const char* ErrorCode::textAt(QByteArrayView endpoint) const
{
    const auto* found = std::find_if(at.begin(), at.end(),
        [endpoint](const ErrorAt& row) { return row.endpoint && endpoint == row.endpoint; });
    return found == at.end() ? nullptr : found->text;
}

std::span<const std::span<const ErrorCode>> allErrorCodes()
{
    static const std::array<std::span<const ErrorCode>, 5> all{errortables::requests,
        errortables::orders, errortables::refunds, errortables::tills, errortables::logins};
    return all;
}

std::span<const ReturnMessage> allReturnMessages()
{
    return errortables::messages;
}

const ErrorCode* errorCode(QByteArrayView code, QByteArrayView endpoint)
{
    const ErrorCode* elsewhere = nullptr;
    for (const std::span<const ErrorCode> table : allErrorCodes()) {
        for (const ErrorCode& row : table) {
            if (code != row.code)
                continue;
            if (row.textAt(endpoint))
                return &row;
            if (!elsewhere)
                elsewhere = &row;
        }
    }
    return elsewhere;
}

const ReturnMessage* returnMessage(QByteArrayView text)
{
    const auto all = allReturnMessages();
    const auto found = std::find_if(all.begin(), all.end(), [text](const ReturnMessage& row) {
        const QByteArrayView known(row.text);
        return text.size() >= known.size()
            && text.first(known.size()).compare(known, Qt::CaseInsensitive) == 0;
    });
    return found == all.end() ? nullptr : &*found;
}

} // namespace paydesk
