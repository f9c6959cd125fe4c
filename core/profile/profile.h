#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/profile/certificate.h"
#include "core/sign/signer.h"

#include <optional>

namespace paydesk {

/// Where a merchant's calls go. Bases without a trailing slash.
struct Endpoints {
    QByteArray api = "https://api.mch.weixin.qq.com";
    QByteArray sns = "https://api.weixin.qq.com";
    QByteArray spare{}; ///< asked when nothing answers at `api`; empty: WeChat's, for WeChat's own
                        ///< api, and none for any other
    QByteArray proxy{}; ///< "http://host:port", asked for a tunnel (CONNECT); "direct": none;
                        ///< empty: the system's. Never on the way to this machine

    friend bool operator==(const Endpoints&, const Endpoints&) = default;
};

/// As a proxy: none, whatever the system says.
inline constexpr const char* directConnection = "direct";

/// Where the calls go that found nobody at `api`; empty: nowhere.
QByteArray spareOf(const Endpoints& endpoints);

/// Whom a service provider's calls are made for (protocol-v2.md §1); all empty for a merchant of
/// its own.
struct SubMerchant {
    QByteArray appid; ///< sub_appid; may be empty
    QByteArray mchId; ///< sub_mch_id

    bool isEmpty() const { return mchId.isEmpty(); }
    friend bool operator==(const SubMerchant&, const SubMerchant&) = default;
};

/// Says which API key was saved for a merchant, and in which vault, without giving it away: so a
/// vault that was lost or exchanged is told from a key that was never entered.
struct KeyMarker {
    QByteArray vault; ///< the vault's id in hex, which is the salt of the key id
    QByteArray keyId; ///< eight hex digits; empty: no key was saved

    bool isEmpty() const { return keyId.isEmpty(); }
    friend bool operator==(const KeyMarker&, const KeyMarker&) = default;
};

/// A merchant as configured; no secrets in it (they are in the vault, found by name and field).
struct Profile {
    enum class Kind { Sandbox, Real };

    QByteArray name; ///< short identifier for --profile and for the store: [a-z0-9_-]{1,32}
    QByteArray title; ///< for people, UTF-8
    Kind kind = Kind::Real;
    QByteArray appid;
    QByteArray mchId;
    QByteArray notifyUrl; ///< may be empty: the local listener's
    Endpoints endpoints;
    SignType signType = SignType::Md5;
    bool miniProgramBackend = false; ///< /pay and /onLogin are served; always for the sandbox
    QByteArray
        certificateName; ///< the file name the certificate came from, for people; empty: none
    CertificateFacts certificate{}; ///< what the imported certificate says; empty: none, or unknown
    SubMerchant sub{};
    KeyMarker keyMarker{}; ///< set by whoever saves the key

    /// The appid under which the payer's front end pays: a service provider's sub merchant may have
    /// one of its own.
    const QByteArray& payingAppid() const { return sub.appid.isEmpty() ? appid : sub.appid; }
    bool isSandbox() const { return kind == Kind::Sandbox; }
    friend bool operator==(const Profile&, const Profile&) = default;
};

/// The secrets of one merchant, taken out of the vault for use.
struct Credentials {
    Secret apiKey{};
    Secret appSecret{};
    std::optional<ClientCertificate> certificate{};
};

/// Which secret of a merchant.
enum class SecretField { ApiKey, AppSecret, Certificate, CertificatePassword };
/// "api_key", "app_secret", "certificate", "certificate_password".
QByteArray secretFieldName(SecretField field);

/// The profile that always exists, with fixed, published test credentials (cli.md), its gateway on
/// 127.0.0.1:18080.
Profile sandboxProfile();
/// Its secrets: published in the README, the same everywhere, and therefore none.
Credentials sandboxCredentials();

/// [a-z0-9_-]{1,32}.
Result<void> checkProfileName(QByteArrayView name);
/// Rules a person's input must meet: name, title, appid (wx + 16), mch_id (digits), URLs (https for
/// real merchants unless the host is this machine, no query).
Result<void> checkProfile(const Profile& profile);
/// 32 ASCII letters or digits; the failure says what is wrong without quoting the key.
Result<void> checkApiKey(const Secret& key);
/// 32 lower-case hex digits.
Result<void> checkAppSecret(const Secret& secret);

} // namespace paydesk
