#include "core/http/headrules.h"

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    /// The fields the rules look at, each with its first value and how often it came.
    class KnownFields {
    public:
        enum Name {
            Host,
            ContentLength,
            TransferEncoding,
            ContentEncoding,
            Upgrade,
            Expect,
            Origin,
            SecFetchSite,
            Count
        };

        explicit KnownFields(const QList<Header>& headers)
        {
            for (const Header& header : headers)
                note(header);
        }

        bool has(Name name) const { return m_times[name] > 0; }
        bool repeated(Name name) const { return m_times[name] > 1; }
        QByteArrayView value(Name name) const { return m_values[name]; }
        bool is(Name name, QByteArrayView value) const
        {
            return m_values[name].compare(value, Qt::CaseInsensitive) == 0;
        }

    private:
        void note(const Header& header)
        {
            static constexpr std::array<QByteArrayView, Count> names{"host", "content-length",
                "transfer-encoding", "content-encoding", "upgrade", "expect", "origin",
                "sec-fetch-site"};
            for (std::size_t i = 0; i < names.size(); ++i) {
                if (names[i].size() == header.name.size()
                    && names[i].compare(header.name, Qt::CaseInsensitive) == 0) {
                    if (m_times[i]++ == 0)
                        m_values[i] = header.value;
                    return;
                }
            }
        }

        std::array<QByteArrayView, Count> m_values;
        std::array<int, Count> m_times{};
    };

    using Why = std::optional<HttpRefusal>;

    Why refuse(int status, const char* reason)
    {
        return HttpRefusal{status, reason};
    }

    Why methodRefusal(const QByteArray& method)
    {
        if (method == "OPTIONS" || method == "CONNECT" || method == "TRACE")
            return refuse(405, "a method no page of ours needs");
        return {};
    }

    /// A browser says who sent it, and whoever is not of our own origin has no business here:
    /// /notify is for WeChat's servers.
    Why browserRefusal(const KnownFields& fields)
    {
        if (fields.has(KnownFields::Origin))
            return refuse(403, "sent by a web page (Origin)");
        if (fields.has(KnownFields::SecFetchSite) && !fields.is(KnownFields::SecFetchSite, "none")
            && !fields.is(KnownFields::SecFetchSite, "same-origin"))
            return refuse(403, "sent by a web page of another site (Sec-Fetch-Site)");
        return {};
    }

    Why targetRefusal(QByteArrayView target)
    {
        if (target.isEmpty() || target.front() != '/')
            return refuse(400, "the target is not a path");
        const bool odd = std::any_of(
            target.begin(), target.end(), [](char c) { return c <= ' ' || c > '~' || c == '#'; });
        return odd ? refuse(400, "a character no target may hold") : Why();
    }

    Why hostRefusal(const KnownFields& fields, bool required)
    {
        if (fields.repeated(KnownFields::Host))
            return refuse(400, "two Host fields");
        if (required && !fields.has(KnownFields::Host))
            return refuse(400, "no Host field");
        const QByteArrayView host = fields.value(KnownFields::Host);
        const bool odd = std::any_of(host.begin(), host.end(), [](char c) {
            return c <= ' ' || c > '~' || QByteArrayView("/\\@,?#\"<>").contains(c);
        });
        return odd ? refuse(400, "a character no Host may hold") : Why();
    }

    Why lengthRefusal(const KnownFields& fields, bool http11)
    {
        if (fields.repeated(KnownFields::ContentLength)
            || fields.repeated(KnownFields::TransferEncoding))
            return refuse(400, "the body's length is told twice");
        if (!fields.has(KnownFields::TransferEncoding))
            return {};
        if (fields.has(KnownFields::ContentLength))
            return refuse(400, "Content-Length together with Transfer-Encoding");
        if (!http11)
            return refuse(400, "Transfer-Encoding in HTTP/1.0");
        // Exactly this word: every variant is one that some other parser reads differently.
        if (fields.value(KnownFields::TransferEncoding) != QByteArrayView("chunked"))
            return refuse(400, "a transfer coding other than chunked");
        return {};
    }

    Why codingRefusal(const KnownFields& fields)
    {
        if (fields.has(KnownFields::Upgrade))
            return refuse(400, "an upgrade");
        if (fields.has(KnownFields::ContentEncoding)
            && (fields.repeated(KnownFields::ContentEncoding)
                || !fields.is(KnownFields::ContentEncoding, "identity")))
            return refuse(415, "a coded body");
        if (fields.has(KnownFields::Expect) && !fields.is(KnownFields::Expect, "100-continue"))
            return refuse(417, "an unknown expectation");
        return {};
    }

} // namespace

Why HeadRules::refusal(const HttpRequest& head, QByteArrayView target) const
{
    const KnownFields fields(head.headers);
    if (Why why = methodRefusal(head.method))
        return why;
    if (Why why = browserRefusal(fields))
        return why;
    if (Why why = targetRefusal(target))
        return why;
    if (Why why = hostRefusal(fields, http11))
        return why;
    if (Why why = lengthRefusal(fields, http11))
        return why;
    return codingRefusal(fields);
}

} // namespace paydesk
