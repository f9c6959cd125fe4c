#include "core/notify/noticedraft.h"

#include "core/notify/notice.h"
#include "core/sign/reqinfo.h"
#include "core/sign/xmlcodec.h"

namespace paydesk {

namespace {

    constexpr const char* insideRoot = "root";

    SignType typeOf(const NoticeDraft& draft)
    {
        return signTypeFromName(draft.fields.value("sign_type")).value_or(draft.type);
    }

    Parameters resigned(const NoticeDraft& draft, const Secret& key)
    {
        Parameters fields = draft.fields;
        fields.set("sign", signatureOf(fields, key, typeOf(draft)));
        return fields;
    }

    Parameters sealedAnew(const NoticeDraft& draft, const Secret& key)
    {
        Parameters fields = draft.envelope;
        fields.set("req_info", sealReqInfo(toXml(draft.fields, insideRoot), key));
        return fields;
    }

    Parameters without(Parameters fields, QByteArrayView name)
    {
        fields.remove(name);
        return fields;
    }

} // namespace

Result<NoticeDraft> takenApart(QByteArrayView body, const Secret& key)
{
    Notice notice = readNotice(body, key);
    if (!notice.fields)
        return fail(notice.fields.error());
    if (!notice.inner) {
        const bool hmac = notice.signedHmac && !notice.signedMd5;
        return NoticeDraft{
            std::move(*notice.fields), {}, hmac ? SignType::HmacSha256 : SignType::Md5};
    }
    if (!*notice.inner)
        return fail(notice.inner->error());
    return NoticeDraft{std::move(**notice.inner), std::move(*notice.fields)};
}

QByteArray putTogether(const NoticeDraft& draft, Resigning resigning, const Secret& key)
{
    const bool refund = draft.isAboutRefund();
    switch (resigning) {
    case Resigning::Right:
        return toXml(refund ? sealedAnew(draft, key) : resigned(draft, key));
    case Resigning::StrangeKey: {
        const Secret nobodys(newNonce());
        return toXml(refund ? sealedAnew(draft, nobodys) : resigned(draft, nobodys));
    }
    case Resigning::Absent:
        return toXml(refund ? without(draft.envelope, "req_info") : without(draft.fields, "sign"));
    case Resigning::Unchanged:
        break;
    }
    return toXml(refund ? draft.envelope : draft.fields);
}

} // namespace paydesk
