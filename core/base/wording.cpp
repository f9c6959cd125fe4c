#include "core/base/wording.h"

#include "core/base/bilingual.h"

#include <QCoreApplication>

namespace paydesk {

namespace {

    /// The sentences of failures, one function for each of the groups in FailureId.
    class FailureText {
        Q_DECLARE_TR_FUNCTIONS(Failure)

    public:
        explicit FailureText(const QVariantMap& details)
            : m_details(details)
        {
        }

        Wording of(FailureId id) const;

    private:
        QString said(const char* key) const
        {
            return m_details.value(QString::fromLatin1(key)).toString();
        }
        /// A reason or rule: English in the failure (marked with QT_TRANSLATE_NOOP("Reason", …)
        /// where it is written), here in the language of the moment. %1 in it stands for the
        /// length.
        QString explained(const char* key) const
        {
            if (said(key).isEmpty())
                return {};
            const QString text =
                QCoreApplication::translate("Reason", said(key).toUtf8().constData());
            return m_details.contains(QStringLiteral("length"))
                    && text.contains(QStringLiteral("%1"))
                ? text.arg(said("length"))
                : text;
        }
        /// What the documents say about the gateway's no, or `otherwise` where they do not know it.
        QString documented(const char* key, const QString& otherwise) const
        {
            const QVariant sentence = m_details.value(QString::fromLatin1(key));
            return sentence.canConvert<Bilingual>() ? sentence.value<Bilingual>().text()
                                                    : otherwise;
        }
        /// The gateway's true reason, where a sandbox tells it, goes before the documents' words.
        QString reason() const
        {
            return said("why").isEmpty() ? documented("meaning", {}) : said("why");
        }
        QString billPlace() const;
        Wording vault(FailureId id) const;
        Wording vaultSlot(FailureId id) const;

        const QVariantMap& m_details;
    };

    QString FailureText::billPlace() const
    {
        const bool somewhere = said("line").toLongLong() > 0;
        if (said("column").isEmpty())
            return somewhere ? tr("Line %1 of the bill cannot be read.").arg(said("line"))
                             : tr("The bill cannot be read.");
        return somewhere
            ? tr("Line %1 of the bill: the column %2 is wrong.").arg(said("line"), said("column"))
            : tr("The bill's total %1 is wrong.").arg(said("column"));
    }

    Wording FailureText::of(FailureId id) const
    {
        switch (id) {
        case FailureId::AmountMalformed:
            return {tr("“%1” is not an amount.").arg(said("text")),
                tr("An amount is written in digits, with at most two decimals after a full stop."),
                tr("Type it like 12.80.")};
        case FailureId::AmountOutOfRange:
            return {tr("The amount “%1” is out of range.").arg(said("text")),
                tr("WeChat Pay takes 0.01 to 99999999.99 yuan."),
                tr("Type an amount in this range.")};
        case FailureId::FieldMissing:
            return {tr("The field %1 is empty.").arg(said("field")),
                tr("The gateway refuses the request without it."),
                tr("Fill in %1.").arg(said("field"))};
        case FailureId::FieldTooLong:
            return {tr("The field %1 is %2 bytes long.").arg(said("field"), said("length")),
                tr("At most %1 bytes are allowed.").arg(said("limit")),
                tr("Shorten %1.").arg(said("field"))};
        case FailureId::FieldMalformed:
            return {tr("The field %1 is ill-formed.").arg(said("field")),
                tr("Rule: %1").arg(explained("rule")), tr("Correct %1.").arg(said("field"))};
        case FailureId::InputUnreadable:
            return {tr("The input was not recognised."), explained("reason"),
                tr("Give XML, JSON, a query string, a curl command line or a wx.requestPayment "
                   "object.")};
        case FailureId::FileUnreadable:
            return {tr("The file %1 cannot be read.").arg(said("path")), explained("reason"),
                tr("Check the path and the permissions.")};
        case FailureId::FileUnwritable:
            return {tr("The file %1 cannot be written.").arg(said("path")), explained("reason"),
                tr("Check the path, the permissions and the free space.")};
        case FailureId::UsageWrong:
            return {explained("reason"), {}, tr("See --help.")};
        case FailureId::KeyMissing:
            return {tr("The merchant %1 has no API key.").arg(said("profile")),
                tr("Without the key nothing can be signed or verified."),
                tr("Enter the API key in the merchant settings.")};
        case FailureId::ProfileUnknown:
            return {tr("There is no merchant named “%1”.").arg(said("name")), {},
                tr("Choose one of the list, or add it.")};
        case FailureId::ProfileExists:
            return {tr("A merchant named “%1” exists already.").arg(said("name")), {},
                tr("Choose another name.")};
        case FailureId::ProfileMalformed:
            return {tr("The merchant settings in %1 cannot be read.").arg(said("path")),
                explained("reason"),
                tr("Correct the file, or move it away and add the merchants again. Nothing was "
                   "changed.")};
        case FailureId::CertificateUnreadable:
            return {tr("The certificate %1 cannot be read.").arg(said("path")), explained("reason"),
                tr("Choose the apiclient_cert.p12 of the merchant platform.")};
        case FailureId::RefundTooLarge:
            return {tr("A refund of %1 yuan is too much.").arg(said("amount")),
                tr("%1 yuan of this order can still be refunded.").arg(said("left")),
                tr("Refund at most that. Nothing was sent.")};
        case FailureId::OrderUnpaid:
            return {tr("The order %1 is not paid (%2).").arg(said("out_trade_no"), said("state")),
                tr("Only a payment can be refunded."),
                tr("Query the order if you know better. Nothing was sent.")};
        case FailureId::RefundsUsedUp:
            return {tr("The order has %1 refunds already.").arg(said("limit")),
                tr("WeChat takes no more for one order."),
                tr("Return the money by other means. Nothing was sent.")};
        case FailureId::RefundExists:
            return {
                tr("The refund number %1 stands for another refund.").arg(said("out_refund_no")),
                tr("A number is repeated only with the same order, amount and reason, and never "
                   "after WeChat has closed it."),
                tr("Take a new out_refund_no. Nothing was sent.")};
        case FailureId::RefundUnknown:
            return {tr("There is no refund %1 in the history.").arg(said("out_refund_no")), {},
                tr("Check the number and the merchant, or query the refunds of the order.")};
        case FailureId::XmlRejected:
            return {tr("The message is not valid WeChat XML: line %1, column %2.")
                        .arg(said("line"), said("column")),
                explained("reason"), tr("Look at the raw bytes; they were kept.")};
        case FailureId::ImportRejected:
            return {said("field").isEmpty()
                    ? tr("Line %1 of the import is ill-formed.").arg(said("line"))
                    : tr("Line %1 of the import: the field %2 is ill-formed.")
                          .arg(said("line"), said("field")),
                tr("Rule: %1").arg(explained("rule")),
                tr("Correct the line and import again. Nothing was imported.")};
        case FailureId::BillRejected:
            return {billPlace(),
                said("rule").isEmpty() ? explained("reason")
                                       : tr("Rule: %1").arg(explained("rule")),
                tr("Nothing was compared. Download the bill again.")};
        case FailureId::JsonRejected:
            return {tr("The text is not valid JSON (at character %1).").arg(said("offset")),
                explained("reason"), tr("Correct the text.")};

        case FailureId::HostNotFound:
            return {tr("The host %1 was not found.").arg(said("host")),
                tr("There is probably no network, or the name is misspelt."),
                tr("Check the network and the address in the merchant settings. Nothing was "
                   "lost.")};
        case FailureId::ConnectionRefused:
            return {tr("%1 port %2 refuses the connection.").arg(said("host"), said("port")),
                tr("Probably nothing listens there."),
                tr("Start the gateway, or correct its address.")};
        case FailureId::ProxyFailed:
            return {tr("The proxy %1 does not lead to %2.").arg(said("proxy"), said("host")),
                explained("reason"),
                tr("Correct the proxy in the merchant settings, or the system's. Nothing was "
                   "sent.")};
        case FailureId::ConnectionLost:
            return {tr("The connection to %1 broke off before an answer came.").arg(said("host")),
                explained("reason"),
                tr("Query the order: it may have been accepted. Do not place it under a second "
                   "number.")};
        case FailureId::TlsFailed:
            return {tr("No secure connection to %1.").arg(said("host")), explained("reason"),
                tr("Nothing was sent. Check the machine's date, the network's proxy and the "
                   "address.")};
        case FailureId::NoAnswerInTime:
            return {tr("%1 did not answer within %2 seconds.").arg(said("host"), said("seconds")),
                tr("The result is unknown; what we know was not changed."), tr("Query the order.")};
        case FailureId::RedirectRefused:
            return {tr("%1 answered with a redirect to %2.").arg(said("host"), said("target")),
                tr("Signed requests are never sent on to another address."),
                tr("Correct the gateway's address.")};
        case FailureId::AnswerTooLarge:
            return {
                tr("The answer of %1 is larger than %2 bytes.").arg(said("host"), said("limit")),
                tr("An answer of this interface is a few kilobytes."),
                tr("Check the gateway's address.")};
        case FailureId::HttpStatusUnexpected:
            return {tr("%1 answered with HTTP status %2.").arg(said("host"), said("status")),
                tr("WeChat answers with 200 even for errors; probably a proxy or an outage spoke."),
                tr("Check the address, then try again.")};
        case FailureId::PortInUse:
            return {tr("Not listening: port %1 is in use.").arg(said("port")),
                said("holder").isEmpty() ? QString() : tr("It is held by %1.").arg(said("holder")),
                tr("Stop the other program, or choose another port.")};
        case FailureId::ListenFailed:
            return {tr("Not listening on port %1.").arg(said("port")), explained("reason"),
                tr("Choose another port or address.")};

        case FailureId::AnswerNotXml:
            return {tr("%1 did not answer with XML.").arg(said("host")),
                tr("The answer begins with “%1”.").arg(said("start")),
                tr("Look at the exchange; probably a proxy or a login page answered.")};
        case FailureId::AnswerNotJson:
            return {tr("%1 did not answer with JSON.").arg(said("host")),
                tr("The answer begins with “%1”.").arg(said("start")),
                tr("Look at the exchange; probably a proxy or a login page answered.")};
        case FailureId::AnswerUnsigned:
            return {tr("The answer of %1 carries no signature.").arg(said("host")),
                tr("It says SUCCESS, and such an answer must be signed."),
                tr("The answer was not used. Check who answers at this address.")};
        case FailureId::AnswerSignatureWrong:
            return {tr("The signature of %1's answer is wrong.").arg(said("host")),
                tr("It was changed on the way, or signed with another key than the merchant's."),
                tr("The answer was not used. Compare the key with the merchant platform.")};
        case FailureId::AnswerForeign:
            return {tr("The answer's %1 is “%2”, expected “%3”.")
                        .arg(said("field"), said("received"), said("expected")),
                tr("It belongs to another request."),
                tr("The answer was not used. Check the merchant settings.")};
        case FailureId::AnswerIncomplete:
            return {tr("The answer lacks the field %1.").arg(said("field")), {},
                tr("The answer was not used. Look at the exchange.")};
        case FailureId::SealForeign:
            return {
                tr("The field %1 cannot be opened with the merchant's API key.").arg(said("field")),
                explained("rule"), tr("Compare the key with the merchant platform.")};

        case FailureId::BillDamaged:
            return {said("line").toLongLong() > 0
                    ? tr("The bill is damaged in line %1.").arg(said("line"))
                    : tr("The bill is incomplete."),
                explained("reason"), tr("It was not kept. Download it again.")};

        case FailureId::GatewayRefused:
            return {said("error_code").isEmpty()
                    ? tr("WeChat answered “%1”.").arg(said("return_msg"))
                    : tr("WeChat answered “%1” (%2).").arg(said("return_msg"), said("error_code")),
                reason(),
                documented("remedy",
                    tr("Compare the request with the rules; the exchange shows every byte."))};
        case FailureId::BusinessRefused:
            return {tr("WeChat answered %1 (%2).").arg(said("err_code"), said("err_code_des")),
                reason(), documented("remedy", tr("Look at the order; query it when in doubt."))};
        case FailureId::LoginRefused:
            return {
                tr("The login code was not accepted: %1 %2.").arg(said("errcode"), said("errmsg")),
                tr("A code works once, for five minutes, under its own appid and AppSecret."),
                tr("Get a new code with wx.login, and check the AppSecret.")};
        case FailureId::PaymentRefused:
            return {tr("The customer's phone says “%1”.").arg(said("errMsg")), said("why"),
                tr("Look at the second signature.")};

        case FailureId::StorageUnavailable:
            return {tr("%1 cannot be opened or written.").arg(said("path")), explained("reason"),
                tr("Check the folder, its permissions and the disk.")};
        case FailureId::StorageFull:
            return {tr("The disk that holds %1 is full.").arg(said("path")),
                tr("Nothing was recorded, and nothing was confirmed to WeChat."),
                tr("Free some space.")};
        case FailureId::StorageReadOnly:
            return {tr("%1 cannot be written.").arg(said("path")),
                tr("The file or its folder is read-only."), tr("Correct the permissions.")};
        case FailureId::StorageBusy:
            return {tr("%1 is locked by another program.").arg(said("path")), {},
                tr("Close the program that holds it, then try again.")};
        case FailureId::StorageDamaged:
            return {tr("The history %1 is damaged.").arg(said("path")),
                said("kept").isEmpty()
                    ? tr("It is no database, or its pages contradict each other.")
                    : tr("The damaged file was kept as %1.").arg(said("kept")),
                tr("Restore a backup, or begin a new history with what can still be read "
                   "(paydesk-cli salvage).")};
        case FailureId::StorageNewer:
            return {tr("%1 was written by a newer Paydesk (format %2).")
                        .arg(said("path"), said("version")),
                tr("This Paydesk knows format %1.").arg(said("supported")),
                tr("Open it with the newer Paydesk. Nothing was changed.")};
        case FailureId::OrderExists:
            return {tr("The order %1 exists already.").arg(said("out_trade_no")), {},
                tr("Take a new out_trade_no.")};
        case FailureId::OrderUnknown:
            return {tr("There is no order %1 in the history.").arg(said("out_trade_no")), {},
                tr("Check the number and the merchant, or import the order.")};
        case FailureId::OrderNotPayable:
            return {tr("The order %1 cannot be paid any more, or not this way (%2).")
                        .arg(said("out_trade_no"), said("state")),
                {}, tr("Place a new JSAPI order.")};
        case FailureId::PayerForeign:
            return {tr("The order %1 was placed for another customer.").arg(said("out_trade_no")),
                tr("Its openid is not the one that this code stands for."),
                tr("Let that customer pay, or place a new order.")};
        case FailureId::VaultLocked:
        case FailureId::VaultMissing:
        case FailureId::VaultExists:
        case FailureId::VaultWrongPassword:
        case FailureId::VaultDamaged:
        case FailureId::VaultPasswordTooShort:
        case FailureId::KeyLost:
        case FailureId::SecretAbsent:
            return vault(id);
        case FailureId::VaultWrongKey:
        case FailureId::SlotAbsent:
        case FailureId::SlotUnknown:
        case FailureId::SlotNeeded:
        case FailureId::SlotsUsedUp:
        case FailureId::KeyFileExposed:
        case FailureId::KeyFileMalformed:
        case FailureId::KeychainLocked:
        case FailureId::KeychainUnavailable:
            return vaultSlot(id);

        case FailureId::CertificateAbsent:
            return {tr("The merchant %1 has no client certificate.").arg(said("profile")),
                tr("WeChat refunds, reverses and hands out the fund flow only over a connection "
                   "with the merchant's certificate."),
                tr("Import apiclient_cert.p12 in the merchant settings. Nothing was sent.")};
        case FailureId::CertificateUnfit:
            return {tr("The client certificate cannot be used: %1.").arg(said("value")),
                explained("reason"),
                tr("Get a new one from the merchant platform and import it. Nothing was sent.")};

        case FailureId::Cancelled:
            return {tr("Cancelled."), {}, {}};
        case FailureId::TimedOut:
            return {tr("Gave up after %1 seconds.").arg(said("seconds")), {}, tr("Try again.")};
        }
        return {};
    }

    Wording FailureText::vault(FailureId id) const
    {
        switch (id) {
        case FailureId::VaultLocked:
            return {tr("The vault is locked."), tr("The merchant's keys are in it."),
                tr("Unlock it: in the window, with --vault-password-fd N, with "
                   "PAYDESK_VAULT_PASSWORD_FILE, or with --vault-key-file F.")};
        case FailureId::VaultMissing:
            return {tr("There is no vault yet."), {}, tr("Set a vault password first.")};
        case FailureId::VaultExists:
            return {tr("There is a vault already: %1.").arg(said("path")),
                tr("A vault is never replaced: the keys in it would be lost."),
                tr("Unlock it, or move the file away.")};
        case FailureId::VaultWrongPassword:
            return {tr("This is not the vault's password."),
                tr("The vault and what is in it were not changed."), tr("Try again.")};
        case FailureId::VaultDamaged:
            return {tr("The vault %1 is damaged.").arg(said("path")), explained("reason"),
                tr("Put back the previous generation (vault.pdv.1) or a backup.")};
        case FailureId::VaultPasswordTooShort:
            return {tr("The vault password is too short."),
                tr("At least %1 characters protect the keys against guessing.").arg(said("limit")),
                tr("Choose a longer one.")};
        case FailureId::KeyLost:
            return {tr("The key that was saved for %1 (key id %2) is not in the vault.")
                        .arg(said("profile"), said("key_id")),
                tr("The vault file is gone, an older one, or another one."),
                tr("Put back the vault that holds it, from vault.pdv.1 or a backup, or enter the "
                   "key anew.")};
        default:
            return {tr("The vault holds no %1 for this merchant.").arg(said("field")), {},
                tr("Enter it in the merchant settings.")};
        }
    }

    Wording FailureText::vaultSlot(FailureId id) const
    {
        switch (id) {
        case FailureId::VaultWrongKey:
            return {tr("This key opens no slot of the vault."),
                tr("It belongs to another vault, or its slot was removed."),
                tr("Unlock the vault with its password.")};
        case FailureId::SlotAbsent:
            return {tr("The vault has no keychain slot."), {},
                tr("Unlock it with its password, then add one.")};
        case FailureId::SlotUnknown:
            return {tr("The vault has no slot %1.").arg(said("slot")), {},
                tr("Look at the list of its slots.")};
        case FailureId::SlotNeeded:
            return {tr("This slot has to stay."),
                tr("Without a password or a key file a vault is lost with its keychain, and "
                   "without any slot at once."),
                tr("Add a password or a key file first.")};
        case FailureId::SlotsUsedUp:
            return {
                tr("The vault has %1 slots already; there is no room for more.").arg(said("limit")),
                {}, tr("Remove one that is not needed.")};
        case FailureId::KeyFileExposed:
            return {tr("The key file %1 was not used.").arg(said("path")),
                tr("Others on this machine may read or change it."),
                tr("Take their rights away (chmod 600); if somebody may have read it, make a new "
                   "one and remove this one's slot.")};
        case FailureId::KeyFileMalformed:
            return {tr("%1 is not a key file of Paydesk.").arg(said("path")), {},
                tr("Make one with: paydesk-cli vault add-file F")};
        case FailureId::KeychainLocked:
            return {tr("The system's keychain does not hand out the vault's key."),
                tr("It is locked, or the entry was removed from it. Nothing is lost."),
                tr("Unlock the keychain, or unlock the vault with its password.")};
        default:
            return {tr("The system's keychain cannot be used."), explained("reason"),
                tr("Unlock the vault with its password; the keychain is asked again next time.")};
        }
    }

} // namespace

QString Wording::sentence() const
{
    // Chinese sentences end in a full-width stop and follow each other without a blank.
    const bool chinese =
        !what.isEmpty() && (what.back() == u'。' || what.back().script() == QChar::Script_Han);
    QString text;
    for (const QString& part : {what, why, remedy}) {
        if (part.isEmpty())
            continue;
        text += (text.isEmpty() || chinese ? QString() : QStringLiteral(" ")) + part;
        // What the system or the gateway says seldom ends in a stop.
        if (!QStringLiteral(".!?…。！？").contains(text.back()))
            text += chinese ? u'。' : u'.';
    }
    return text;
}

Wording wordingOf(const Failure& failure)
{
    return FailureText(failure.details).of(failure.id);
}

} // namespace paydesk
